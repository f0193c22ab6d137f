//! The page of a member: its record by session, its absences, who votes with it, and its lonely votes.

use egui::{Align2, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::filters::add_member_ui;
use crate::{
    analysis::{Partner, VotingRecord},
    app::{
        Command,
        command::ArchiveCommand,
        library::{Collection, LineOf, MemberPage, With, thousands},
    },
    chart::{fonts, trend::Told, verdict::stack},
    model::{Counts, Vote},
    ui::{
        pane::Pane,
        widgets::{line, link, muted},
    },
};

const ROW: f32 = 22.0;
/// How many partners are listed at each end.
const MOST: usize = 8;

/// Draws the page.
pub fn member_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection) {
    let Some(page) = pane.app.library.page(held) else {
        muted(ui, &pane.style, "Choose a member to see its record.");
        if let Some(id) = add_member_ui(ui, pane, held, "Choose a member") {
            pane.push(Command::Archive(ArchiveCommand::Member(id)));
        }
        return;
    };
    head_ui(ui, pane, held, &page);
    ui.add_space(6.0);
    ScrollArea::vertical().auto_shrink(false).id_salt("member page").show(ui, |ui| {
        let width = ui.available_width() - 16.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            ui.vertical(|ui| {
                ui.set_width(width * 0.52);
                sessions_ui(ui, pane, held, &page);
            });
            ui.vertical(|ui| {
                ui.set_width(width * 0.44);
                partners_ui(ui, pane, held, &page);
                blocs_ui(ui, pane, held, &page);
                lonely_ui(ui, pane, held, &page);
            });
        });
    });
}

fn head_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, page: &MemberPage) {
    let style = pane.style;
    let Some(voter) = held.imported.archive.voters.get(page.voter) else { return };
    ui.horizontal(|ui| {
        ui.add_space(10.0);
        ui.label(RichText::new(voter.name()).font(fonts::semibold(16.0)));
        muted(ui, &style, voter.id.as_str());
        if let Some(id) = add_member_ui(ui, pane, held, "Another member") {
            pane.push(Command::Archive(ArchiveCommand::Member(id)));
        }
    });
    let counts = page.whole.counts;
    let total = counts.yes + counts.no + counts.abstain + counts.absent;
    let share = |n: u32| if total == 0 { 0.0 } else { f64::from(n) * 100.0 / f64::from(total) };
    let mut words = vec![
        format!("{} roll calls", thousands(u64::from(total))),
        format!("{} Yes", thousands(u64::from(counts.yes))),
        format!("{} No", thousands(u64::from(counts.no))),
        format!("{} abstentions", thousands(u64::from(counts.abstain))),
    ];
    words.push(if page.whole.absences_listed {
        format!("{} absences ({:.1} %)", thousands(u64::from(counts.absent)), share(counts.absent))
    } else {
        "absences are not listed".to_owned()
    });
    words.extend(page.whole.won_share().map(|share| format!("with the outcome in {:.0} %", share * 100.0)));
    let former: Vec<&str> =
        voter.names.iter().map(|spell| spell.value.as_str()).filter(|name| *name != voter.name()).collect();
    if !former.is_empty() {
        words.push(format!("also as {}", former.join(", ")));
    }
    ui.horizontal(|ui| {
        ui.add_space(10.0);
        muted(ui, &style, words.join(" · "));
    });
}

fn title(ui: &mut Ui, pane: &Pane<'_>, words: &str, about: &str) {
    ui.add_space(6.0);
    // In line with the rows.
    let left = |ui: &mut Ui, words: RichText| {
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            ui.add(egui::Label::new(words).wrap());
        });
    };
    left(ui, RichText::new(words).font(fonts::semibold(12.5)));
    if !about.is_empty() {
        left(ui, RichText::new(about).font(fonts::regular(11.5)).color(pane.style.muted));
    }
}

fn sessions_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, page: &MemberPage) {
    title(
        ui,
        pane,
        "Record",
        "Of all roll calls, whatever the filters: Yes–No–Abstain, absences, and how often with the outcome where it said Yes or No; the latest first",
    );
    for record in page.sessions.iter().rev() {
        record_ui(ui, pane, held, record);
    }
}

fn record_ui(ui: &mut Ui, pane: &Pane<'_>, _held: &Collection, record: &VotingRecord) {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let Counts { yes, no, abstain, absent } = record.counts;
    let won = record.won_share().map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0));
    let away = if record.absences_listed { absent.to_string() } else { "–".to_owned() };
    let words =
        format!("{}: {yes} Yes, {no} No, {abstain} Abstain, {away} absent, with the outcome {won}", record.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let middle = rect.center().y;
    let painter = ui.painter();
    let put = |x: f32, align, text: String, colour| {
        painter.text(pos2(x, middle), align, text, fonts::regular(11.5), colour);
    };
    let x = rect.left() + 10.0;
    let year = record.from.as_ref().map_or(String::new(), |date| date.year().to_string());
    put(x, Align2::LEFT_CENTER, record.name.clone(), style.text);
    put(x + 46.0, Align2::LEFT_CENTER, year, style.muted);
    let bar = Rect::from_min_max(pos2(x + 86.0, middle - 3.5), pos2(rect.right() - 172.0, middle + 3.5));
    let parts = [Vote::Yes, Vote::Abstain, Vote::No].map(|vote| (vote, u64::from(record.counts.of(vote))));
    stack(painter, bar, &parts, u64::from(yes + no + abstain + absent), &style);
    put(rect.right() - 162.0, Align2::LEFT_CENTER, format!("{yes}–{no}–{abstain}"), style.text);
    put(rect.right() - 48.0, Align2::RIGHT_CENTER, away, style.muted);
    put(rect.right() - 4.0, Align2::RIGHT_CENTER, won, style.text);
    response.on_hover_text(words);
}

fn partners_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, page: &MemberPage) {
    title(ui, pane, "Voted most with it", "The same of Yes, No and Abstain, over all roll calls both took part in");
    for partner in page.partners.iter().take(MOST) {
        member_row(ui, pane, held, partner);
    }
    if page.partners.len() > MOST {
        title(ui, pane, "Least", "");
        for partner in page.partners.iter().rev().take(MOST.min(page.partners.len() - MOST)) {
            member_row(ui, pane, held, partner);
        }
    }
}

fn member_row(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, partner: &Partner) {
    let Some(voter) = held.imported.archive.voters.get(partner.who) else { return };
    if share_row(ui, pane, voter.name(), partner) {
        follow(pane, With::Member(voter.id.clone()));
    }
}

fn blocs_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, page: &MemberPage) {
    if page.blocs.is_empty() {
        return;
    }
    title(ui, pane, "With the majority of blocs", "Their members at the time, without itself");
    for partner in &page.blocs {
        let Some(bloc) = held.blocs.get(partner.who) else { continue };
        if share_row(ui, pane, &bloc.name, partner) {
            follow(pane, With::Bloc(bloc.id.clone()));
        }
    }
}

/// Draws the time line of the page's member with somebody.
fn follow(pane: &mut Pane<'_>, with: With) {
    let view = &pane.app.library.view;
    if let Some(first) = view.member.clone() {
        let line = LineOf { told: Told::Agreement, first, with, ..view.line.clone() };
        pane.push(Command::Archive(ArchiveCommand::Line(line)));
    }
}

fn share_row(ui: &mut Ui, pane: &Pane<'_>, name: &str, partner: &Partner) -> bool {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let words = format!(
        "{name}: {:.1} % of {} roll calls (90 % band {:.1} to {:.1})",
        partner.share * 100.0,
        partner.of,
        partner.low * 100.0,
        partner.high * 100.0
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, style.faint);
    }
    let middle = rect.center().y;
    let full = Rect::from_min_max(pos2(rect.right() - 128.0, middle - 3.0), pos2(rect.right() - 50.0, middle + 3.0));
    let width = (full.left() - rect.left() - 14.0).max(20.0);
    line(ui, pos2(rect.left() + 4.0, middle - 8.0), name, fonts::regular(12.0), style.text, width);
    ui.painter().rect_filled(full, 2.0, style.faint);
    let part = Rect::from_min_size(full.min, vec2(full.width() * partner.share as f32, full.height()));
    ui.painter().rect_filled(part, 2.0, style.accent);
    let at = pos2(rect.right() - 4.0, middle);
    ui.painter().text(
        at,
        Align2::RIGHT_CENTER,
        format!("{:.1} %", partner.share * 100.0),
        fonts::regular(11.5),
        style.text,
    );
    response.on_hover_text(format!("{words}\nClick follows the two over time")).clicked()
}

fn lonely_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, page: &MemberPage) {
    if page.lonely.is_empty() {
        return;
    }
    title(ui, pane, "Lonely votes", "Cast by at most four others");
    for lonely in page.lonely.iter().take(12) {
        let Some(roll_call) = held.imported.archive.roll_calls.get(lonely.roll_call as usize) else { continue };
        let year = roll_call.date.as_ref().map_or(String::new(), |date| date.year().to_string());
        let others = match lonely.with.len() {
            0 => "alone".to_owned(),
            n => format!("with {n}"),
        };
        let words = format!("{year} {} {others}: {}", lonely.vote.label(), roll_call.heading());
        let short = crate::ui::widgets::cut(&words, 54);
        if link(ui, &pane.style, &short).on_hover_text(words).clicked() {
            pane.push(Command::Archive(ArchiveCommand::Pick(Some(lonely.roll_call))));
        }
    }
}
