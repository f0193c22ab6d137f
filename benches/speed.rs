//! How long what a user waits for takes. Run with `cargo bench --bench speed`; figures are in docs/performance.md.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::pedantic,
    missing_docs,
    reason = "a test may fail loudly, print, name colours and read the clock"
)]
use std::{fmt::Write, hint::black_box, sync::Arc};

use divan::Bencher;
use egui::{Context, Pos2, RawInput, Rect, vec2};
use plenary::{
    app::{
        App, Command,
        command::{ArchiveCommand, ViewCommand, VoteCommand},
        library::{Collection, Filter, PastTab},
        session::Workspace,
    },
    chart::{ChartId, mark::FloorOptions, prepare::Comparison},
    export::{self, ExportForm},
    io::{
        self,
        import::{Input, Options, Silent, import},
    },
    model::{TextId, Vote},
    rules::{decide, preset},
    scenario::floor,
    ui::{Native, Shell},
};

fn main() {
    divan::main();
}

fn text() -> TextId {
    "GA-20250224-L10".into()
}

/// The verdict after one edit: one vote changed on the floor of 193 members, then decided.
#[divan::bench]
fn verdict_after_one_edit(bencher: Bencher<'_, '_>) {
    let file = io::ukraine();
    let mut ballot = floor(&file.dossier, &file.scenarios, None, &text()).expect("a floor").ballot;
    let rule = preset(&"ga-two-thirds".into()).expect("a preset");
    let usa = "USA".into();
    let mut vote = Vote::Yes;
    bencher.bench_local(|| {
        vote = vote.next();
        if let Some(seat) = ballot.seat_mut(&usa) {
            seat.vote = Some(vote);
        }
        black_box(decide(rule, &ballot))
    });
}

/// The smallest sets of all four kinds of moves and of any mix of them, proved, at 193 members.
#[divan::bench]
fn smallest_flips(bencher: Bencher<'_, '_>) {
    let file = io::ukraine();
    let ballot = floor(&file.dossier, &file.scenarios, None, &text()).expect("a floor").ballot;
    let rule = preset(&"ga-two-thirds".into()).expect("a preset");
    let costs = plenary::simulate::Costs::default();
    bencher.bench_local(|| black_box(plenary::simulate::flips(rule, &ballot, &costs)));
}

/// The same with a price of its own for every member.
#[divan::bench]
fn cheapest_flips(bencher: Bencher<'_, '_>) {
    let file = io::ukraine();
    let ballot = floor(&file.dossier, &file.scenarios, None, &text()).expect("a floor").ballot;
    let rule = preset(&"ga-two-thirds".into()).expect("a preset");
    let mut costs = plenary::simulate::Costs::default();
    for (n, seat) in ballot.seats.iter().enumerate() {
        costs.set_member(seat.member.clone(), (n * 37 % 100) as u32 + 1);
    }
    bencher.bench_local(|| black_box(plenary::simulate::flips(rule, &ballot, &costs)));
}

/// Who must be held so that the smallest number of moves is not enough, proved, at 193 members.
#[divan::bench]
fn held_members(bencher: Bencher<'_, '_>) {
    let file = io::ukraine();
    let ballot = floor(&file.dossier, &file.scenarios, None, &text()).expect("a floor").ballot;
    let rule = preset(&"ga-two-thirds".into()).expect("a preset");
    let costs = plenary::simulate::Costs::default();
    bencher.bench_local(|| black_box(plenary::simulate::hold(rule, &ballot, &costs, None)));
}

/// The same through the whole program: command, undo step, scenario applied, all that is shown computed anew.
#[divan::bench]
fn click_to_everything_shown(bencher: Bencher<'_, '_>) {
    let mut app = App::new(io::ukraine());
    bencher.bench_local(|| app.ask(Command::Vote(VoteCommand::Cycle("USA".into(), false))));
}

const VIEWS: [ChartId; 5] = ChartId::FLOOR;

/// A whole frame at 1440 x 900: layout and tessellation, without the GPU.
fn frames(bencher: Bencher<'_, '_>, app: App) {
    let ctx = Context::default();
    let mut shell = Shell::new(&ctx, app, Box::new(Native));
    let mut run = move || {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0)));
        let output = ctx.run_ui(RawInput { screen_rect, ..RawInput::default() }, |ui| shell.frame(ui));
        let pixels = output.pixels_per_point;
        ctx.tessellate(output.shapes, pixels)
    };
    // The first frames size the panels and lay out the text.
    for _ in 0..5 {
        run();
    }
    bencher.bench_local(move || black_box(run()));
}

/// The Vote workspace.
#[divan::bench(args = ["chamber", "map", "tiles", "board", "table"])]
fn frame(bencher: Bencher<'_, '_>, view: &str) {
    let view = VIEWS.into_iter().find(|v| v.id() == view).expect("a view");
    let mut app = App::new(io::ukraine());
    app.ask(Command::View(ViewCommand::Floor(view)));
    frames(bencher, app);
}

/// The other workspaces: Data with the votes of the Assembly, of which only those in sight are drawn.
#[divan::bench(args = ["amendments", "coalitions", "data"])]
fn frame_of(bencher: Bencher<'_, '_>, workspace: &str) {
    let workspace = match workspace {
        "amendments" => Workspace::Amendments,
        "coalitions" => Workspace::Coalitions,
        _ => Workspace::Data,
    };
    let mut app = App::new(io::ukraine());
    app.ask(Command::View(ViewCommand::Workspace(workspace)));
    frames(bencher, app);
}

/// As many roll calls as the General Assembly has held in eighty years, of as many members as it has now; the votes are
/// made up.
fn eighty_years() -> Collection {
    let mut text = "rcid,ccode,session,vote\n".to_owned();
    for roll in 0..6_299_u32 {
        for member in 0..193_u32 {
            let vote = [1, 1, 1, 2, 3, 1, 8, 1][((roll * 31 + member * 17 + roll * member) % 8) as usize];
            let _ = writeln!(text, "{},{},{},{vote}", roll + 1, member + 1, roll / 84 + 1);
        }
    }
    let inputs = [Input::memory("votes.csv", text.into_bytes())];
    let imported = import(&inputs, &Options::default(), &Silent).expect("votes");
    Collection::new(imported, Vec::new(), false)
}

/// The History workspace over eighty years: the list, a member's page.
#[divan::bench(args = ["list", "member", "search"])]
fn frame_of_history(bencher: Bencher<'_, '_>, shown: &str) {
    let mut app = App::new(io::ukraine());
    app.ask(Command::Archive(ArchiveCommand::Imported(Arc::new(eighty_years()))));
    match shown {
        "member" => app.ask(Command::Archive(ArchiveCommand::Tab(PastTab::Member))),
        "search" => {
            let filter = Filter { words: "1".to_owned(), ..Filter::default() };
            app.ask(Command::Archive(ArchiveCommand::Filter(Box::new(filter))))
        }
        _ => Vec::new(),
    };
    frames(bencher, app);
}

/// A chart drawn, captured and written as SVG.
#[divan::bench(args = ["chamber", "map", "tiles", "board", "table", "verdict", "blocs", "agreement", "alignment"])]
fn export_svg(bencher: Bencher<'_, '_>, chart: &str) {
    let app = App::new(io::ukraine());
    let id = ChartId::from_id(chart).expect("a chart");
    let chart = app.shown.chart(id).expect("its data");
    let form = ExportForm::new(&chart);
    bencher.bench_local(|| export::bytes(&chart, &form, FloorOptions::default()).expect("written"));
}

/// Agreement of 193 members over the roll calls of the dossier, clustered.
#[divan::bench]
fn agreement_and_clusters(bencher: Bencher<'_, '_>) {
    let app = App::new(io::ukraine());
    let source = app.source();
    let comparison = Comparison::of(&app.document.dossier);
    bencher.bench_local(|| black_box(source.matrix(&comparison)));
}
