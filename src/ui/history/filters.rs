//! The filters: each box says how many roll calls it holds under the other filters.

use egui::{Align2, Rect, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::finder::{find_menu, fits};
use crate::{
    app::{
        Command,
        command::ArchiveCommand,
        library::{Collection, Filter, thousands},
    },
    archive::Kind,
    chart::fonts,
    model::{MemberId, Outcome, Vote, fold},
    ui::{
        pane::Pane,
        widgets::{Icon, icon, link, muted, named},
    },
};

/// How many issues are shown at first.
const FEW: usize = 8;

/// Draws the panel's inside.
pub fn filters_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection) {
    let before = pane.app.library.view.filter.clone();
    let mut filter = before.clone();
    ui.horizontal(|ui| {
        ui.label(RichText::new("Filters").font(fonts::semibold(13.5)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let plain = Filter { words: filter.words.clone(), ..Filter::default() };
            if filter != plain && link(ui, &pane.style, "Clear").clicked() {
                filter = plain;
            }
        });
    });
    ScrollArea::vertical().auto_shrink(false).id_salt("filters").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        forums_ui(ui, pane, held, &mut filter);
        issues_ui(ui, pane, held, &mut filter);
        kinds_ui(ui, pane, held, &mut filter);
        outcomes_ui(ui, pane, held, &mut filter);
        checks_ui(ui, pane, held, &mut filter);
        margin_ui(ui, pane, &mut filter);
        dates_ui(ui, pane, held, &mut filter);
        member_ui(ui, pane, held, &mut filter);
    });
    if filter != before {
        pane.push(Command::Archive(ArchiveCommand::Filter(Box::new(filter))));
    }
}

fn section(ui: &mut Ui, pane: &Pane<'_>, words: &str) {
    ui.add_space(12.0);
    let text = RichText::new(words.to_uppercase()).font(fonts::semibold(10.5)).color(pane.style.muted);
    ui.label(text);
    ui.add_space(2.0);
}

/// A box to tick with its words and a count on the right. Whether it was clicked.
fn tick(ui: &mut Ui, pane: &Pane<'_>, words: &str, count: u32, on: bool) -> bool {
    let style = pane.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, format!("{words}: {count}")));
    let square = Rect::from_center_size(pos2(rect.left() + 7.0, rect.center().y), vec2(14.0, 14.0));
    if on {
        ui.painter().rect_filled(square, 3.5, style.accent);
        icon(ui.painter(), square.center(), 8.5, Icon::Tick, style.on_accent);
    } else {
        let edge = if response.hovered() { style.accent } else { style.absent };
        ui.painter().rect_stroke(square, 3.5, egui::Stroke::new(1.2, edge), egui::StrokeKind::Inside);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, style.accent);
        ui.painter().rect_stroke(square.expand(2.5), 5.0, stroke, egui::StrokeKind::Inside);
    }
    let number = thousands(u64::from(count));
    let colour = if count == 0 { style.muted } else { style.text };
    let right = rect.right() - 8.0;
    let drawn = ui.painter().text(
        pos2(right, rect.center().y),
        Align2::RIGHT_CENTER,
        number,
        fonts::regular(11.5),
        style.muted,
    );
    let at = pos2(square.right() + 8.0, rect.center().y - 8.0);
    crate::ui::widgets::line(ui, at, words, fonts::regular(12.5), colour, drawn.left() - at.x - 6.0);
    response.clicked()
}

/// Puts a value into a list or takes it out.
fn toggle<T: Ord + Clone>(set: &mut std::collections::BTreeSet<T>, value: &T) {
    if !set.remove(value) {
        set.insert(value.clone());
    }
}

fn forums_ui(ui: &mut Ui, pane: &Pane<'_>, held: &Collection, filter: &mut Filter) {
    let filtered = pane.app.library.filtered(held);
    let facets = &filtered.facets;
    section(ui, pane, "Body");
    for (n, forum) in held.imported.archive.forums.iter().enumerate() {
        let number = n as u32;
        let count = facets.forums.get(n).copied().unwrap_or(0);
        if tick(ui, pane, &forum.name, count, filter.forums.contains(&number)) {
            toggle(&mut filter.forums, &number);
        }
    }
}

fn issues_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, filter: &mut Filter) {
    let issues = &held.imported.archive.issues;
    if issues.is_empty() {
        return;
    }
    let filtered = pane.app.library.filtered(held);
    let facets = &filtered.facets;
    section(ui, pane, "Issue");
    let many = issues.len() > FEW;
    if many {
        let field = TextEdit::singleline(pane.local.fresh("Find an issue")).hint_text("Find an issue");
        let field = ui.add(field.desired_width(f32::INFINITY));
        named(ui, &field, "Find an issue");
    }
    let words = fold(pane.local.fresh("Find an issue"));
    // The most frequent first, since there may be thousands.
    let mut order: Vec<usize> = (0..issues.len()).collect();
    let count = |n: usize| facets.issues.get(n).copied().unwrap_or(0);
    if many {
        order.sort_by_key(|n| (!filter.issues.contains(&(*n as u32)), std::cmp::Reverse(count(*n)), *n));
    }
    let fits = |n: &usize| held.folded_issues.get(*n).is_some_and(|name| name.contains(&words));
    for n in order.into_iter().filter(fits).take(if words.is_empty() { FEW } else { 20 }) {
        let Some(name) = issues.get(n) else { continue };
        if tick(ui, pane, name, count(n), filter.issues.contains(&(n as u32))) {
            toggle(&mut filter.issues, &(n as u32));
        }
    }
}

fn kinds_ui(ui: &mut Ui, pane: &Pane<'_>, held: &Collection, filter: &mut Filter) {
    let filtered = pane.app.library.filtered(held);
    let facets = &filtered.facets;
    section(ui, pane, "Kind");
    for kind in Kind::ALL {
        let count = facets.kinds.get(&kind).copied().unwrap_or(0);
        let on = filter.kinds.contains(&kind);
        let there = held.whole.kinds.get(&kind).is_some_and(|count| *count > 0);
        if (there || on) && tick(ui, pane, kind.label(), count, on) {
            toggle(&mut filter.kinds, &kind);
        }
    }
}

fn outcomes_ui(ui: &mut Ui, pane: &Pane<'_>, held: &Collection, filter: &mut Filter) {
    let filtered = pane.app.library.filtered(held);
    let facets = &filtered.facets;
    section(ui, pane, "Outcome");
    for outcome in [Some(Outcome::Adopted), Some(Outcome::Rejected), Some(Outcome::Vetoed), None] {
        let count = facets.outcomes.get(&outcome).copied().unwrap_or(0);
        let on = filter.outcomes.contains(&outcome);
        let there = held.whole.outcomes.get(&outcome).is_some_and(|count| *count > 0);
        if (there || on) && tick(ui, pane, outcome.map_or("Not known", Outcome::label), count, on) {
            toggle(&mut filter.outcomes, &outcome);
        }
    }
}

fn checks_ui(ui: &mut Ui, pane: &Pane<'_>, held: &Collection, filter: &mut Filter) {
    let filtered = pane.app.library.filtered(held);
    let facets = &filtered.facets;
    section(ui, pane, "Checks");
    if tick(ui, pane, "Rules against record", facets.differs, filter.differs) {
        filter.differs = !filter.differs;
    }
    if tick(ui, pane, "Published totals differ", facets.totals_differ, filter.totals_differ) {
        filter.totals_differ = !filter.totals_differ;
    }
    let on = filter.key_vote == Some(true);
    let marked = facets.key_votes.get(&Some(true)).copied().unwrap_or(0);
    let there = held.whole.key_votes.get(&Some(true)).is_some_and(|count| *count > 0);
    if (there || on) && tick(ui, pane, "Marked as important", marked, on) {
        filter.key_vote = if on { None } else { Some(true) };
    }
}

/// A slider with two knobs from close to one-sided.
fn margin_ui(ui: &mut Ui, pane: &Pane<'_>, filter: &mut Filter) {
    let style = pane.style;
    section(ui, pane, "Margin");
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width() - 8.0, 24.0), Sense::hover());
    let line = Rect::from_min_max(pos2(rect.left() + 8.0, rect.center().y), pos2(rect.right() - 8.0, rect.center().y));
    let place = |share: f64| line.left() + line.width() * share as f32;
    let (mut low, mut high) = filter.margin.unwrap_or((0.0, 1.0));
    ui.painter().hline(line.x_range(), line.center().y, egui::Stroke::new(3.0, style.border));
    ui.painter().hline(place(low)..=place(high), line.center().y, egui::Stroke::new(3.0, style.accent));
    for (name, lower) in [("Closest margin", true), ("Widest margin", false)] {
        let (value, from, to) = if lower { (&mut low, 0.0, high) } else { (&mut high, low, 1.0) };
        let centre = pos2(place(*value), line.center().y);
        let knob = Rect::from_center_size(centre, vec2(18.0, 18.0));
        let response = ui.interact(knob, ui.scope_id().with(name), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::slider(true, *value, name));
        let focused = response.has_focus();
        let step = ui.input(|input| {
            let pressed = |key| f64::from(u8::from(focused && input.key_pressed(key)));
            (pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft)) * 0.05
        });
        let dragged = f64::from(response.drag_delta().x / line.width().max(1.0));
        *value = (*value + dragged + step).clamp(from, to);
        let edge = if response.hovered() || focused { 2.6 } else { 1.8 };
        ui.painter().circle(centre, 7.0, style.panel, egui::Stroke::new(edge, style.accent));
    }
    let whole = low <= 0.0 && high >= 1.0;
    filter.margin = (!whole).then_some((low, high));
    ui.horizontal(|ui| {
        muted(ui, &style, "close");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            muted(ui, &style, "one-sided");
        });
    });
}

fn dates_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, filter: &mut Filter) {
    section(ui, pane, "Dates and session");
    let width = ((ui.available_width() - 36.0) / 2.0).clamp(60.0, 110.0);
    ui.horizontal(|ui| {
        for (name, end) in [("From", &mut filter.from), ("Until", &mut filter.until)] {
            match crate::ui::fields::date(ui, name, end.as_ref(), width) {
                None => {}
                Some(crate::ui::fields::Entry::Empty) => *end = None,
                Some(crate::ui::fields::Entry::Value(date)) => *end = Some(date),
                Some(crate::ui::fields::Entry::Wrong(why)) => pane.push(crate::app::jobs::failed(&why)),
            }
        }
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        muted(ui, &pane.style, "Session");
        let word = match filter.sessions.len() {
            0 => "All".to_owned(),
            1 => filter.sessions.first().cloned().unwrap_or_default(),
            many => format!("{many} chosen"),
        };
        let menu = egui::ComboBox::from_id_salt("session").selected_text(word).width(130.0).height(320.0);
        let menu = menu.close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
        let filtered = pane.app.library.filtered(held);
        let shown = menu.show_ui(ui, |ui| {
            // The latest first, as that is looked for most.
            for (session, count) in filtered.facets.sessions.iter().rev() {
                let on = filter.sessions.contains(session);
                if (*count > 0 || on) && tick(ui, pane, session, *count, on) {
                    toggle(&mut filter.sessions, session);
                }
            }
        });
        named(ui, &shown.response, "Session");
    });
}

/// What members voted: one line for each that is asked for, and a field to add one.
fn member_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, filter: &mut Filter) {
    section(ui, pane, "Member’s vote");
    let mut gone = None;
    for (place, (voter, votes)) in filter.members.iter_mut().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            let name = held.imported.archive.voters.get(*voter).map_or("", |voter| voter.name()).to_owned();
            ui.add_sized([96.0, 20.0], egui::Label::new(RichText::new(&name).font(fonts::regular(12.0))).truncate());
            for vote in Vote::ALL {
                let on = votes.contains(&vote);
                let fill = if on { pane.style.vote(vote) } else { pane.style.faint };
                let ink = if on { pane.style.on_vote(vote) } else { pane.style.muted };
                let letter = RichText::new(vote.letter()).font(fonts::semibold(11.0)).color(ink);
                let button = egui::Button::new(letter).fill(fill).selected(on).min_size(vec2(22.0, 20.0));
                let response = ui.add(button);
                named(ui, &response, &format!("{name} votes {}", vote.label()));
                if response.clicked() {
                    toggle(votes, &vote);
                }
            }
            let away = crate::ui::widgets::icon_button(ui, &pane.style, Icon::Cross, &format!("Without {name}"), true);
            if away.clicked() {
                gone = Some(place);
            }
        });
    }
    if let Some(place) = gone {
        filter.members.remove(place);
    }
    if let Some(id) = add_member_ui(ui, pane, held, "Add a member") {
        let voter = held.imported.archive.voter(&id);
        filter.members.extend(voter.map(|voter| (voter, std::collections::BTreeSet::from([Vote::Yes]))));
    }
}

/// A menu of all members with a field to find one. Gives the one that was clicked.
pub fn add_member_ui(ui: &mut Ui, pane: &mut Pane<'_>, held: &Collection, words: &str) -> Option<MemberId> {
    let text = RichText::new(words).font(fonts::regular(12.0)).color(pane.style.accent);
    find_menu(ui, pane, text, "Find a member", |words| {
        let found = held.by_name().filter(|voter| fits(words, voter.name(), voter.id.as_str()));
        found.map(|voter| (format!("{} ({})", voter.name(), voter.id), voter.id.clone())).collect()
    })
}
