//! The window without a screen: the real shell, with a script in the place of the dialogs of the system.

use std::{
    cell::RefCell,
    collections::{BTreeSet, VecDeque},
    path::{Path, PathBuf},
    rc::Rc,
    time::{Duration, Instant},
};

use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, Shape, TexturesDelta,
    TouchPhase,
    accesskit::{NodeId, Role},
    vec2,
};
use egui_kittest::{Harness, Node, TestRenderer, kittest::NodeT};
use plenary::{
    app::{
        App, Command,
        command::{ArchiveCommand, ExportCommand, FileCommand},
        jobs::Jobs,
        session::{BriefForm, ExportForm},
    },
    export::{Drawing, Textures, png},
    io,
    ui::{Folders, Outside, Shell},
};

pub const SIZE: [f32; 2] = [1440.0, 900.0];
const PATIENCE: Duration = Duration::from_secs(60);
const VOTES: [&str; 7] = ["Yes", "Abstain", "No", "Absent", "may not vote", "takes no part", "not recorded"];

/// What the dialogs of the system answer, one path a question; and the names they were offered.
#[derive(Default)]
pub struct Script {
    pub answers: VecDeque<PathBuf>,
    pub offered: Vec<String>,
}

struct Scripted(Rc<RefCell<Script>>, Folders);

impl Scripted {
    fn answer(
        &self,
        jobs: &mut Jobs,
        wake: Box<dyn Fn() + Send>,
        then: impl FnOnce(PathBuf) -> Command + Send + 'static,
    ) {
        let path = self.0.borrow_mut().answers.pop_front();
        jobs.start("Choose a file", wake, move |_| path.map(then));
    }
}

impl Outside for Scripted {
    fn ask_open(&mut self, jobs: &mut Jobs, wake: Box<dyn Fn() + Send>) {
        self.answer(jobs, wake, |path| Command::File(FileCommand::OpenPath(path)));
    }

    fn folders(&self) -> Folders {
        self.1.clone()
    }

    fn ask_import(&mut self, jobs: &mut Jobs, wake: Box<dyn Fn() + Send>) {
        // Files that belong together are chosen together: all that are answered.
        let paths: Vec<PathBuf> = self.0.borrow_mut().answers.drain(..).collect();
        jobs.start("Choose files", wake, move |_| Some(Command::Archive(ArchiveCommand::ImportPaths(paths))));
    }

    fn ask_path(
        &mut self,
        jobs: &mut Jobs,
        wake: Box<dyn Fn() + Send>,
        name: String,
        then: Box<dyn FnOnce(PathBuf) -> Command + Send>,
    ) {
        self.0.borrow_mut().offered.push(name);
        self.answer(jobs, wake, then);
    }

    fn ask_save(&mut self, jobs: &mut Jobs, wake: Box<dyn Fn() + Send>, name: String) {
        self.0.borrow_mut().offered.push(name);
        self.answer(jobs, wake, |path| Command::File(FileCommand::SaveTo(path)));
    }

    fn ask_export(&mut self, jobs: &mut Jobs, wake: Box<dyn Fn() + Send>, form: ExportForm, name: String) {
        self.0.borrow_mut().offered.push(name);
        self.answer(jobs, wake, |path| Command::Export(ExportCommand::Write(form, path)));
    }

    fn ask_brief(&mut self, jobs: &mut Jobs, wake: Box<dyn Fn() + Send>, form: BriefForm, name: String) {
        self.0.borrow_mut().offered.push(name);
        self.answer(jobs, wake, move |path| Command::Export(ExportCommand::WriteBrief(form, path)));
    }
}

/// Keeps the textures that the window sends, for pictures of it.
struct Keeper(Rc<RefCell<Textures>>);

impl TestRenderer for Keeper {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().absorb(delta);
        delta.clear();
    }
}

/// The window under test.
pub struct Window {
    pub harness: Harness<'static, Option<Shell>>,
    pub script: Rc<RefCell<Script>>,
    pub folder: tempfile::TempDir,
    textures: Rc<RefCell<Textures>>,
}

impl Window {
    /// A window on the built-in dossier.
    pub fn open() -> Self {
        let script = Rc::new(RefCell::new(Script::default()));
        let textures = Rc::new(RefCell::new(Textures::default()));
        let outside = Rc::clone(&script);
        let folder = tempfile::tempdir().expect("a folder");
        let own = |name: &str| Some(folder.path().join(name));
        let folders = Folders { cache: own("cache"), settings: own("settings") };
        let frame = move |ui: &mut egui::Ui, shell: &mut Option<Shell>| {
            let full = Rect::from_min_size(Pos2::ZERO, SIZE.into());
            let shell = shell.get_or_insert_with(|| {
                Shell::new(ui.ctx(), App::new(io::ukraine()), Box::new(Scripted(Rc::clone(&outside), folders.clone())))
            });
            // The harness leaves a margin around what it shows; a window does not.
            ui.scope_builder(egui::UiBuilder::new().max_rect(full), |ui| {
                ui.set_clip_rect(full);
                shell.frame(ui);
            });
        };
        let harness = Harness::builder()
            .with_size(SIZE)
            .with_max_steps(8)
            .with_step_dt(0.1)
            .with_context_setup(plenary_fonts)
            .renderer(Keeper(Rc::clone(&textures)))
            .build_ui_state(frame, None);
        let mut window = Self { harness, script, folder, textures };
        window.run();
        window
    }

    /// The program behind the window.
    pub fn app(&self) -> &App {
        &self.harness.state().as_ref().expect("a window").app
    }

    /// Frames until nothing moves. While a job is under way something does; it is waited for.
    #[track_caller]
    pub fn run(&mut self) {
        let start = Instant::now();
        while self.harness.run_ok().is_none() {
            assert!(start.elapsed() < PATIENCE, "never at rest: {:?}", self.harness.ctx.repaint_causes());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Frames until `done` holds, as jobs end on threads of their own.
    #[track_caller]
    pub fn until(&mut self, what: &str, done: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !done(self) {
            assert!(start.elapsed() < PATIENCE, "never came: {what}; the message is {:?}", self.app().session.notice);
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
        self.run();
    }

    /// Frames until the message at the foot begins so.
    #[track_caller]
    pub fn told(&mut self, words: &str) {
        self.until(words, |window| window.notice().starts_with(words));
    }

    pub fn notice(&self) -> String {
        self.app().session.notice.as_ref().map_or(String::new(), |notice| notice.text.clone())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The path that the next dialog of the system answers with.
    pub fn answer(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        self.script.borrow_mut().answers.push_back(path.clone());
        path
    }

    // What is on the screen.

    /// A button by its words; a line of a menu may have its key or a figure behind them.
    #[track_caller]
    pub fn button(&self, label: &str) -> Node<'_> {
        if self.has(Role::Button, label) {
            return self.by_role(Role::Button, label);
        }
        let longer = |name: &str| name.strip_prefix(label).is_some_and(|rest| rest.starts_with(' '));
        match self.all(Role::Button, longer).as_slice() {
            [button] => *button,
            many => panic!("{} buttons {label:?}; there are {:?}", many.len(), self.labels(Role::Button)),
        }
    }

    fn ids(&self) -> BTreeSet<NodeId> {
        self.harness.root().children_recursive().map(|node| node.accesskit_node().locate().0).collect()
    }

    /// Clicks the line of a menu: what says `line` and was not there `before` the menu was opened.
    #[track_caller]
    fn take(&mut self, before: &BTreeSet<NodeId>, line: &str) {
        let says = |name: &str| name.strip_prefix(line).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let mut lines = self.all(Role::Button, says);
        lines.retain(|node| !before.contains(&node.accesskit_node().locate().0));
        let exact: Vec<_> = lines.iter().filter(|node| name(node) == line).copied().collect();
        match if exact.is_empty() { lines } else { exact }.as_slice() {
            [line] => line.click(),
            many => panic!("{} lines {line:?} in the menu; there are {:?}", many.len(), self.labels(Role::Button)),
        }
        self.run();
    }

    #[track_caller]
    pub fn by_role<'a>(&'a self, role: Role, label: &str) -> Node<'a> {
        let mut found = self.all(role, |name| name == label);
        assert!(!found.is_empty(), "no {role:?} {label:?}; there are {:?}", self.labels(role));
        assert_eq!(found.len(), 1, "{} nodes {role:?} {label:?}", found.len());
        found.remove(0)
    }

    /// The nodes of a role whose names fit.
    pub fn all(&self, role: Role, fits: impl Fn(&str) -> bool) -> Vec<Node<'_>> {
        let root = self.harness.root();
        root.children_recursive().filter(|node| node.accesskit_node().role() == role && fits(&name(node))).collect()
    }

    pub fn labels(&self, role: Role) -> Vec<String> {
        self.all(role, |_| true).iter().map(name).collect()
    }

    pub fn has(&self, role: Role, label: &str) -> bool {
        !self.all(role, |name| name == label).is_empty()
    }

    /// Whether a piece of text is on the screen.
    pub fn reads(&self, words: &str) -> bool {
        !self.all(Role::Label, |text| text.contains(words)).is_empty()
    }

    /// The nodes of members: a name, a comma and a vote.
    pub fn members(&self) -> Vec<String> {
        self.all(Role::Button, is_member).iter().map(name).collect()
    }

    #[track_caller]
    pub fn member(&self, who: &str) -> Node<'_> {
        let mut found =
            self.all(Role::Button, |label| is_member(label) && label.rsplit_once(", ").is_some_and(|(n, _)| n == who));
        assert_eq!(found.len(), 1, "{who} stands {} times on the floor", found.len());
        found.remove(0)
    }

    /// The vote of a member as its node says it.
    #[track_caller]
    pub fn vote(&self, who: &str) -> String {
        name(&self.member(who)).rsplit_once(", ").map_or(String::new(), |(_, vote)| vote.to_owned())
    }

    /// The value of a chart's node.
    #[track_caller]
    pub fn chart(&self, label: &str) -> String {
        self.by_role(Role::Image, label).value().unwrap_or_default()
    }

    #[track_caller]
    pub fn verdict(&self) -> String {
        self.chart("Verdict")
    }

    // What the hand does.

    #[track_caller]
    pub fn click(&mut self, label: &str) {
        if self.button(label).rect().bottom() > SIZE[1] - 40.0 {
            self.button(label).scroll_to_me();
            self.run();
        }
        self.button(label).click();
        self.run();
    }

    /// Brings a tab of the strip into sight, where many push it out.
    #[track_caller]
    pub fn tab(&mut self, label: &str) -> Node<'_> {
        self.by_role(Role::Tab, label).scroll_to_me();
        self.run();
        self.by_role(Role::Tab, label)
    }

    #[track_caller]
    pub fn click_with(&mut self, label: &str, modifiers: Modifiers) {
        self.button(label).click_modifiers(modifiers);
        self.run();
    }

    #[track_caller]
    pub fn click_member(&mut self, who: &str) {
        self.member(who).click();
        self.run();
    }

    /// Opens a menu by its button and takes a line of it.
    #[track_caller]
    pub fn menu(&mut self, label: &str, line: &str) {
        let before = self.ids();
        self.click(label);
        self.take(&before, line);
    }

    /// A right click on a button, then a line of the menu.
    #[track_caller]
    pub fn context(&mut self, label: &str, line: &str) {
        let before = self.ids();
        self.button(label).click_secondary();
        self.run();
        self.take(&before, line);
    }

    /// Takes a line of the n-th list of that name.
    #[track_caller]
    pub fn choose(&mut self, list: &str, n: usize, line: &str) {
        if self.all(Role::ComboBox, |name| name == list).get(n).expect("a list").rect().bottom() > SIZE[1] - 40.0 {
            self.all(Role::ComboBox, |name| name == list)[n].scroll_to_me();
            self.run();
        }
        let before = self.ids();
        self.all(Role::ComboBox, |name| name == list).get(n).expect("a list").click();
        self.run();
        let fresh = |node: &Node<'_>| !before.contains(&node.accesskit_node().locate().0);
        let mut lines = self.harness.root().children_recursive().filter(|node| fresh(node) && name(node) == line);
        lines.next().unwrap_or_else(|| panic!("no line {line:?}: {:?}", self.harness.root())).click();
        drop(lines);
        self.run();
    }

    /// A cell of a sheet by its name: "Aland, Code".
    #[track_caller]
    fn cell_node(&self, cell: &str) -> Node<'_> {
        let mut found = self.all(Role::Cell, |name| name.strip_prefix(cell).is_some_and(|rest| rest.starts_with(": ")));
        assert_eq!(found.len(), 1, "{cell} stands {} times: {:?}", found.len(), self.labels(Role::Cell));
        found.remove(0)
    }

    /// What stands in a cell, as it is read aloud.
    #[track_caller]
    pub fn cell(&self, cell: &str) -> String {
        name(&self.cell_node(cell)).strip_prefix(&format!("{cell}: ")).unwrap_or_default().to_owned()
    }

    /// Where a cell lies.
    #[track_caller]
    pub fn cell_rect(&self, cell: &str) -> Rect {
        self.cell_node(cell).rect()
    }

    #[track_caller]
    pub fn click_cell(&mut self, cell: &str) {
        self.cell_node(cell).click();
        self.run();
    }

    /// Selects the cells from one to another.
    #[track_caller]
    pub fn select_cells(&mut self, from: &str, to: &str) {
        self.click_cell(from);
        self.cell_node(to).click_modifiers(Modifiers::SHIFT);
        self.run();
    }

    /// Types into a cell and leaves it with Enter.
    #[track_caller]
    pub fn type_into(&mut self, cell: &str, words: &str) {
        self.click_cell(cell);
        self.types(words);
        self.key(Key::Enter);
    }

    /// A right click on a cell, then a line of the menu.
    #[track_caller]
    pub fn cell_menu(&mut self, cell: &str, line: &str) {
        let before = self.ids();
        self.cell_node(cell).click_secondary();
        self.run();
        self.take(&before, line);
    }

    #[track_caller]
    pub fn key(&mut self, key: Key) {
        self.harness.key_press(key);
        self.run();
    }

    #[track_caller]
    pub fn ctrl(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, key);
        self.run();
    }

    #[track_caller]
    pub fn ctrl_shift(&mut self, key: Key) {
        self.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, key);
        self.run();
    }

    /// Letters as a keyboard sends them.
    #[track_caller]
    pub fn types(&mut self, words: &str) {
        for letter in words.chars() {
            self.harness.event(Event::Text(letter.to_string()));
        }
        self.run();
    }

    /// Puts text into a field in the place of what stands there, and leaves the field.
    #[track_caller]
    pub fn fill(&mut self, label: &str, words: &str) {
        self.enter(label, words);
        self.key(Key::Enter);
    }

    /// Puts text into a field in the place of what stands there.
    #[track_caller]
    pub fn enter(&mut self, label: &str, words: &str) {
        self.field(label).click();
        self.run();
        self.ctrl(Key::A);
        self.types(words);
    }

    /// A field of text by its name, or else by its hint.
    #[track_caller]
    pub fn field(&self, label: &str) -> Node<'_> {
        let fields = self.fields();
        let named = |node: &&Node<'_>| node.accesskit_node().label().is_some_and(|name| name == label);
        let hinted = |node: &&Node<'_>| node.accesskit_node().data().placeholder() == Some(label);
        let found: Vec<Node<'_>> = fields.iter().filter(named).copied().collect();
        let found = if found.is_empty() { fields.iter().filter(hinted).copied().collect() } else { found };
        match found.as_slice() {
            [field] => *field,
            many => panic!("{} fields {label:?}", many.len()),
        }
    }

    fn fields(&self) -> Vec<Node<'_>> {
        let root = self.harness.root();
        let text = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
        root.children_recursive().filter(|node| text(node.accesskit_node().role())).collect()
    }

    /// What is painted, whether or not a node says it.
    pub fn painted(&self, words: &str) -> bool {
        self.harness.output().shapes.iter().any(|shape| says(&shape.shape, words))
    }

    /// A button pressed at `from` and let go at the last of `way`.
    pub fn drag(&mut self, from: Pos2, way: &[Pos2]) {
        self.harness.hover_at(from);
        self.press(from, true);
        for at in way {
            self.harness.hover_at(*at);
        }
        self.press(*way.last().unwrap_or(&from), false);
        self.run();
    }

    fn press(&self, pos: Pos2, pressed: bool) {
        let button = PointerButton::Primary;
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }

    pub fn click_at(&mut self, pos: Pos2) {
        self.drag(pos, &[]);
    }

    pub fn click_secondary_at(&mut self, pos: Pos2) {
        self.harness.hover_at(pos);
        for pressed in [true, false] {
            let button = PointerButton::Secondary;
            self.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        }
        self.run();
    }

    /// The wheel, up or down, until the window has come to rest.
    pub fn wheel(&mut self, up: f32) {
        self.harness.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, up),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        self.harness.run_steps(20);
    }

    /// The pointer leaves the window.
    pub fn rest(&mut self) {
        self.harness.remove_cursor();
        self.run();
    }

    /// Writes what is shown as a picture, and asserts that there is ink where it should be.
    #[track_caller]
    pub fn picture(&mut self, file: &str, inked: &[Rect]) {
        self.rest();
        let shapes = &self.harness.output().shapes;
        let drawing = Drawing::from_shapes(shapes, &self.textures.borrow(), SIZE.into());
        let (width, height, pixels) = png::pixels(&drawing, 1.0).expect("pixels");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        std::fs::write(folder.join(format!("{file}.png")), png::write(&drawing, 1.0).expect("a picture"))
            .expect("a file");
        assert_eq!([width, height], SIZE.map(|side| side as u32));
        let whole = Rect::from_min_size(Pos2::ZERO, SIZE.into());
        let colours = colours(&pixels, whole);
        assert!(colours > 100, "{file} has only {colours} colours");
        for region in inked {
            let colours = self::colours(&pixels, *region);
            assert!(colours > 8, "{file} has only {colours} colours in {region:?}");
        }
    }
}

/// Different colours within a rectangle.
fn colours(pixels: &[u8], within: Rect) -> usize {
    let wide = SIZE[0] as usize;
    let rows = (within.top() as usize)..(within.bottom() as usize);
    let columns = (within.left() as usize)..(within.right() as usize);
    let colour = |x: usize, y: usize| pixels.get((y * wide + x) * 4..(y * wide + x) * 4 + 4);
    rows.flat_map(|y| columns.clone().filter_map(move |x| colour(x, y))).collect::<BTreeSet<_>>().len()
}

/// The first pass of the harness comes before the window is there; it needs the fonts as well.
fn plenary_fonts(ctx: &egui::Context) {
    ctx.set_fonts(plenary::chart::fonts::definitions());
}

fn is_member(label: &str) -> bool {
    label.rsplit_once(", ").is_some_and(|(_, vote)| VOTES.contains(&vote))
}

/// The name of a node; a piece of text is its own.
pub fn name(node: &Node<'_>) -> String {
    let node = node.accesskit_node();
    let name = if node.role() == Role::Label { node.value() } else { node.label() };
    name.unwrap_or_default()
}

fn says(shape: &Shape, words: &str) -> bool {
    match shape {
        Shape::Text(text) => text.galley.text().contains(words),
        Shape::Vec(shapes) => shapes.iter().any(|shape| says(shape, words)),
        _ => false,
    }
}
