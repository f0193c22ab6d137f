//! The window itself: lays out the panels, hands commands to the app, and does what the app asks of the outside.

use std::{path::PathBuf, sync::Arc};

use egui::{Context, Margin, Panel, Ui};

use super::{
    amendments, coalitions, data, dialogs, history, keys,
    outside::{Native, Outside, perform},
    pane::{Local, Pane},
    status, strip, theme, topbar, vote,
};
use crate::{
    app::{
        App, Command,
        command::{ArchiveCommand, FileCommand, ViewCommand},
        jobs::Jobs,
        session::Workspace,
    },
    chart::style::{Style, Theme},
    io,
};

/// The window.
pub struct Shell {
    /// The program.
    pub app: App,
    local: Local,
    jobs: Jobs,
    outside: Box<dyn Outside>,
    closing: bool,
}

impl Shell {
    /// A window on `app`, with the fonts and themes put into `ctx`.
    #[must_use]
    pub fn new(ctx: &Context, app: App, outside: Box<dyn Outside>) -> Self {
        theme::install(ctx);
        // Before the first frame, or that would be drawn in the theme of the system.
        ctx.set_theme(if app.session.dark { egui::Theme::Dark } else { egui::Theme::Light });
        Self { app, local: Local::default(), jobs: Jobs::default(), outside, closing: false }
    }

    /// One frame: what is finished, what is dropped and typed, the panels, and what they ask for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.jobs.finished().into_iter().for_each(|command| self.app.push(command));
        self.dropped(&ctx);
        self.guard_close(&ctx);
        self.act(&ctx);
        self.expire(&ctx);
        ctx.set_theme(if self.app.session.dark { egui::Theme::Dark } else { egui::Theme::Light });
        self.local.lit = std::mem::take(&mut self.local.lighting);
        let style = Style::of(if self.app.session.dark { Theme::Dark } else { Theme::Light });
        let mut pane = Pane {
            app: &self.app,
            style,
            out: Vec::new(),
            jobs: self.jobs.titles().collect(),
            local: &mut self.local,
            cancel: false,
        };
        if pane.local.workspace != Some(pane.app.session.workspace) {
            // What had the keyboard is not there any more.
            pane.local.workspace = Some(pane.app.session.workspace);
            ctx.memory_mut(|memory| {
                if let Some(id) = memory.focused() {
                    memory.surrender_focus(id);
                }
            });
        }
        keys::keys_ui(ui, &mut pane);
        pane.local.hovered = None;
        layout(ui, &mut pane);
        let (commands, cancel) = (pane.out, pane.cancel);
        if self.local.lit != self.local.lighting {
            ctx.request_repaint();
        }
        if cancel {
            self.jobs.cancel_all();
        }
        let any = !commands.is_empty();
        for command in commands {
            self.app.push(command);
        }
        self.act(&ctx);
        if any {
            ctx.request_repaint();
        }
    }

    /// Does what was asked for, inside and outside.
    fn act(&mut self, ctx: &Context) {
        let presenting = self.app.session.presenting;
        for effect in self.app.run() {
            if matches!(effect, crate::app::Effect::Quit) {
                self.closing = true;
            }
            perform(effect, self.outside.as_mut(), &mut self.jobs, ctx, self.app.options());
        }
        if presenting != self.app.session.presenting {
            // Large enough for the last row of a room.
            ctx.set_zoom_factor(if presenting { 1.0 } else { 1.4 });
        }
    }

    /// A message stays as long as it takes to read it, an error longer.
    fn expire(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        let Some(notice) = &self.app.session.notice else {
            self.local.told = None;
            return;
        };
        let stays = if notice.error { 20.0 } else { 7.0 };
        match &self.local.told {
            Some((since, text)) if *text == notice.text => {
                if now - since > stays {
                    self.app.push(Command::View(ViewCommand::Dismiss));
                }
                ctx.request_repaint_after_secs((stays - (now - since)).max(0.1) as f32);
            }
            _ => self.local.told = Some((now, notice.text.clone())),
        }
    }

    /// A dossier dropped on the window is opened; other files are read together as files of votes.
    fn dropped(&mut self, ctx: &Context) {
        let paths: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_path_buf()).collect());
        opened(&mut self.app, paths);
    }

    /// The window does not close on changes that are not saved without asking.
    fn guard_close(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.closing && self.app.unsaved() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.app.push(Command::File(FileCommand::Quit));
        }
    }
}

/// One file is opened as what it is, several are read together as files of votes.
fn opened(app: &mut App, files: Vec<PathBuf>) {
    match <[PathBuf; 1]>::try_from(files) {
        Ok([path]) => app.push(Command::File(FileCommand::OpenPath(path))),
        Err(files) if !files.is_empty() => app.push(Command::Archive(ArchiveCommand::ImportPaths(files))),
        Err(_) => {}
    }
}

fn layout(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    let bar = egui::Frame::new().fill(style.panel);
    if !pane.app.session.presenting {
        let top = bar.inner_margin(Margin::symmetric(14, 0));
        Panel::top("top bar").exact_size(46.0).frame(top).show(ui, |ui| topbar::topbar_ui(ui, pane));
        let status = bar.inner_margin(Margin::symmetric(16, 0));
        Panel::bottom("status").exact_size(28.0).frame(status).show(ui, |ui| status::status_ui(ui, pane));
        if !matches!(pane.app.session.workspace, Workspace::Data | Workspace::History) {
            let frame = bar.inner_margin(Margin { left: 16, right: 16, top: 4, bottom: 4 });
            Panel::top("scenarios").exact_size(38.0).frame(frame).show(ui, |ui| strip::strip_ui(ui, pane));
        }
    }
    match pane.app.session.workspace {
        Workspace::Vote => vote::vote_ui(ui, pane),
        Workspace::Amendments => amendments::amendments_ui(ui, pane),
        Workspace::Coalitions => coalitions::coalitions_ui(ui, pane),
        Workspace::History => history::history_ui(ui, pane),
        Workspace::Data => data::data_ui(ui, pane),
    }
    dialogs::dialogs_ui(ui, pane);
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}

/// Opens the window on files, or on the built-in dossier, and stays until it is closed.
///
/// # Errors
/// A sentence on why no window could be opened.
pub fn run(files: Vec<PathBuf>) -> Result<(), String> {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Plenary")
            .with_app_id("plenary")
            .with_icon(Arc::new(egui::IconData::default()))
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([1100.0, 700.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let start = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        let mut app = App::new(io::ukraine());
        opened(&mut app, files);
        Ok(Box::new(Shell::new(&creation.egui_ctx, app, Box::new(Native))))
    };
    eframe::run_native("Plenary", options, Box::new(start)).map_err(|error| error.to_string())
}
