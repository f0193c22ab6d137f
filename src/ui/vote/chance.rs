//! The chance of adoption: exact and drawn, what a supposition does to it, who decides, whom to call, and the score.

use egui::{Align, Button, ComboBox, DragValue, Layout, Rect, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::{gestures::chart_menu, why::card};
use crate::{
    app::{
        Command,
        command::{ChanceCommand, EditCommand, Selection, ViewCommand, WhipEdit},
        forecast::{ShownChance, Supposed},
    },
    chart::{
        ChartId,
        chance::{self, percent},
        fonts,
        verdict::stack,
    },
    model::{GroupId, Hearing, MemberId, Percent, Together, Vote},
    simulate::chance::{Score, Side, calls, deciders},
    ui::{
        pane::Pane,
        widgets::{self, heading, link, muted},
    },
};

/// Draws the card.
pub fn chance_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let Some(text) = pane.app.session.text.clone() else { return };
    let shown = pane.app.shown.chance();
    card(ui, pane, |ui, pane| {
        heading(ui, "Chance of adoption");
        let Some(shown) = shown else {
            muted(ui, &pane.style, "Say how each member is likely to vote, and how sure that is; the chance follows.");
            if link(ui, &pane.style, "Begin a whip count with these votes").clicked() {
                pane.push(Command::Edit(EditCommand::Whip(text, WhipEdit::Begin)));
                let options = crate::chart::mark::FloorOptions {
                    colour: crate::chart::mark::ColourBy::Whip,
                    ..pane.app.session.options
                };
                pane.view(ViewCommand::Options(options));
            }
            return;
        };
        figure_ui(ui, pane, &shown);
        suppose_ui(ui, pane);
        lists_ui(ui, pane, &shown);
        together_ui(ui, pane, &shown);
        if let Some(score) = &shown.score {
            score_ui(ui, pane, score);
        }
        discounts_ui(ui, pane, &shown);
        if link(ui, &pane.style, "Throw the whip count away").clicked() {
            pane.push(Command::Edit(EditCommand::Whip(text, WhipEdit::End)));
        }
    });
}

/// The chance in one figure, the bar of the three outcomes, and the distribution.
fn figure_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &ShownChance) {
    let style = pane.style;
    match (&shown.exact, &shown.data) {
        (Ok(chance), Some(data)) => {
            ui.horizontal(|ui| {
                ui.label(RichText::new(percent(chance.adopted)).font(fonts::semibold(26.0)));
                if let Some(before) = shown.before {
                    let points = ((chance.adopted - before) * 100.0).round() + 0.0;
                    muted(ui, &style, format!("before {}, {points:+.0} points", percent(before)));
                }
            });
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, data.sentence()));
            let of = |share: f64| (share * 10_000.0).round() as u64;
            let parts = [(Vote::Yes, of(chance.adopted)), (Vote::No, of(chance.rejected + chance.vetoed))];
            stack(ui.painter(), rect, &parts, parts.iter().map(|(_, n)| n).sum(), &style);
            let low = chance.quantile(Vote::Yes, 0.05);
            let high = chance.quantile(Vote::Yes, 0.95);
            let veto =
                if chance.vetoed > 0.0 { format!(" · vetoed {}", percent(chance.vetoed)) } else { String::new() };
            let words = format!("exact, members independent · nine times in ten {low} to {high} in favour{veto}");
            muted(ui, &style, words);
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 110.0), Sense::click());
            widgets::describe(ui, rect, "Chance of adoption", &data.sentence());
            chance::draw(ui, rect, data, &pane.look());
            chart_menu(&response, pane, ChartId::Chance);
        }
        (Err(why), _) => drop(muted(ui, &style, why)),
        _ => {}
    }
    let unknown: Vec<MemberId> = shown.forecast.unknown().cloned().collect();
    if !unknown.is_empty() {
        let noun = if unknown.len() == 1 { "member is" } else { "members are" };
        let words = format!("{} {noun} not in the count and taken as undecided", unknown.len());
        if link(ui, &style, &words).on_hover_text("Click selects them").clicked() {
            pane.view(ViewCommand::Select(Selection::Only(unknown)));
        }
    }
}

/// "If the European Union abstains": a group, or the selected members.
fn suppose_ui(ui: &mut Ui, pane: &mut Pane<'_>) {
    let style = pane.style;
    for (n, one) in pane.app.session.supposed.clone().into_iter().enumerate() {
        let words = format!("If {} to {}  ×", one.who, one.vote.label());
        if ui.add(Button::new(words).corner_radius(10)).on_hover_text("Suppose it no more").clicked() {
            pane.push(Command::Chance(ChanceCommand::Unsuppose(n)));
        }
    }
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let selected = pane.app.selection();
    let picked: Option<GroupId> = pane.local.suppose.clone();
    ui.horizontal(|ui| {
        muted(ui, &style, "If");
        let selection = format!("{} selected", selected.len());
        let shown = picked.as_ref().and_then(|id| dossier.group(id)).map_or(selection.clone(), |g| g.name.clone());
        let width = (ui.available_width() - 10.0).min(190.0);
        let list = ComboBox::from_id_salt("suppose who").selected_text(shown).width(width).show_ui(ui, |ui| {
            if ui.selectable_label(picked.is_none(), &selection).clicked() {
                pane.local.suppose = None;
            }
            for group in &dossier.groups {
                if ui.selectable_label(picked.as_ref() == Some(&group.id), &group.name).clicked() {
                    pane.local.suppose = Some(group.id.clone());
                }
            }
        });
        widgets::named(ui, &list.response, "Of whom to suppose");
    });
    let (who, members): (String, Vec<MemberId>) = match picked.as_ref().and_then(|id| dossier.group(id)) {
        Some(group) => {
            let date = pane.app.shown.vote.as_ref().and_then(|vote| vote.data.date.clone());
            (group.name.clone(), group.members_on(date.as_ref()).cloned().collect())
        }
        None => match selected.as_slice() {
            [one] => (dossier.member_name(one).to_owned(), selected.clone()),
            many => (format!("{} members", many.len()), selected.clone()),
        },
    };
    ui.horizontal(|ui| {
        muted(ui, &style, "votes");
        for vote in Vote::ALL {
            let button = Button::new(RichText::new(vote.label()).font(fonts::regular(11.5))).small();
            let response = ui.add_enabled(!members.is_empty(), button);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Suppose {}", vote.label())));
            if response.clicked() {
                let supposed = Supposed { who: who.clone(), members: members.clone(), vote };
                pane.push(Command::Chance(ChanceCommand::Suppose(supposed)));
            }
        }
    });
}

/// Who decides, and whom to call next on either side.
fn lists_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &ShownChance) {
    let pivots = match &shown.pivots {
        Ok(pivots) => pivots,
        Err(why) => return drop(muted(ui, &pane.style, why)),
    };
    ui.add_space(2.0);
    let tabs = [(0_u8, "Who decides"), (1, "Call for"), (2, "Call against")];
    if let Some(tab) = widgets::segmented(ui, &pane.style, &tabs, pane.local.chance_list) {
        pane.local.chance_list = tab;
    }
    let rows: Vec<(usize, String)> = match pane.local.chance_list {
        0 => deciders(pivots).into_iter().map(|p| (p.seat, percent(p.decides().abs()))).collect(),
        tab => {
            let side = if tab == 1 { Side::For } else { Side::Against };
            let gain = |points: f64| format!("+{points:.1} points");
            calls(pivots, side).into_iter().map(|p| (p.seat, gain(p.gain(side) * 100.0))).collect()
        }
    };
    if rows.is_empty() {
        muted(ui, &pane.style, "No call would change the chance.");
    }
    for (seat, figure) in rows.into_iter().take(6) {
        let Some(prospect) = shown.forecast.seats.get(seat) else { continue };
        row_ui(ui, pane, &prospect.member, &figure);
    }
}

fn row_ui(ui: &mut Ui, pane: &mut Pane<'_>, member: &MemberId, figure: &str) {
    let style = pane.style;
    let name = pane.app.document.dossier.member_name(member).to_owned();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 19.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name} {figure}")));
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 5.0, style.faint);
        pane.local.lighting.insert(member.clone());
    }
    let half = Rect::from_min_size(rect.min, vec2(rect.width() - 84.0, rect.height()));
    widgets::line(ui, half.min + vec2(0.0, 2.0), &name, fonts::regular(12.0), style.text, half.width());
    let at = rect.right_center();
    ui.painter().text(at, egui::Align2::RIGHT_CENTER, figure, fonts::semibold(12.0), style.text);
    if response.clicked() {
        pane.view(ViewCommand::Select(Selection::Only(vec![member.clone()])));
    }
}

/// How far members go together, and the draw that takes account of it.
fn together_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &ShownChance) {
    let style = pane.style;
    let Some(text) = pane.app.session.text.clone() else { return };
    ui.add_space(2.0);
    ui.label(RichText::new("Members go together").font(fonts::semibold(12.0)));
    let mut next = shown.whip.together.clone();
    ui.horizontal(|ui| {
        let mut all = next.all.get();
        let mut bloc = next.bloc.get();
        muted(ui, &style, "all");
        let one = ui.add(DragValue::new(&mut all).range(0..=100).suffix(" %"));
        one.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Share that all have in common"));
        muted(ui, &style, "within a bloc");
        let two = ui.add(DragValue::new(&mut bloc).range(0..=100).suffix(" %"));
        two.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Share that a bloc has in common"));
        if one.changed() || two.changed() {
            next.all = Percent::new(all);
            next.bloc = Percent::new(bloc);
            if next.blocs.is_empty() {
                next.blocs = pinned(pane);
            }
            push_together(pane, &text, next.clone());
        }
    });
    blocs_ui(ui, pane, &text, &shown.whip.together);
    ui.horizontal(|ui| {
        if ui.button("Draw a million votes").on_hover_text("One factor for all and one for each bloc").clicked() {
            pane.push(Command::Chance(ChanceCommand::Draw));
        }
        let mut seed = shown.whip.seed;
        let field = ui.add(DragValue::new(&mut seed).prefix("seed "));
        field.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Seed of the draw"));
        if field.changed() {
            pane.push(Command::Edit(EditCommand::Whip(text.clone(), WhipEdit::Seed(seed))));
        }
    });
    if let Some(drawing) = pane.app.session.drawing.as_ref().filter(|drawing| drawing.is_of(shown)) {
        let drawn = &drawing.drawn;
        let words = format!(
            "Drawn: adopted {:.2} % ± {:.2} (standard error), of {} votes",
            drawn.adopted * 100.0,
            drawn.error * 100.0,
            drawn.draws
        );
        ui.add(egui::Label::new(RichText::new(words).font(fonts::semibold(12.0))).wrap());
    }
}

fn pinned(pane: &Pane<'_>) -> Vec<GroupId> {
    pane.app.document.dossier.groups.iter().filter(|group| group.pinned).map(|group| group.id.clone()).collect()
}

fn push_together(pane: &mut Pane<'_>, text: &crate::model::TextId, together: Together) {
    pane.push(Command::Edit(EditCommand::Whip(text.clone(), WhipEdit::Together(together))));
}

/// Which groups are blocs.
fn blocs_ui(ui: &mut Ui, pane: &mut Pane<'_>, text: &crate::model::TextId, now: &Together) {
    let dossier = std::sync::Arc::clone(&pane.app.document.dossier);
    let names: Vec<&str> = now.blocs.iter().map(GroupId::as_str).collect();
    let words = if names.is_empty() { "Choose blocs".to_owned() } else { format!("Blocs: {}", names.join(", ")) };
    ui.menu_button(RichText::new(words).font(fonts::regular(11.5)), |ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for group in &dossier.groups {
                let mut on = now.blocs.contains(&group.id);
                if ui.checkbox(&mut on, &group.name).changed() {
                    let mut next = now.clone();
                    if on {
                        next.blocs.push(group.id.clone());
                    } else {
                        next.blocs.retain(|id| *id != group.id);
                    }
                    push_together(pane, text, next);
                }
            }
        });
    });
}

/// After the vote: how good the count was, and where it was wrong.
fn score_ui(ui: &mut Ui, pane: &mut Pane<'_>, score: &Score) {
    let style = pane.style;
    ui.add_space(2.0);
    ui.label(RichText::new("After the vote").font(fonts::semibold(12.0)));
    let words = format!(
        "Brier score {:.3} over {} members (0 is perfect; all undecided would be {:.3})",
        score.all.brier, score.all.members, score.all.undecided
    );
    muted(ui, &style, words);
    let open = pane.local.score;
    let surprises = score.members.iter().filter(|one| one.chance() < 0.5).count();
    let noun = if surprises == 1 { "surprise" } else { "surprises" };
    let head = format!("{} {surprises} {noun}", if open { "Hide" } else { "Show" });
    if link(ui, &style, &head).clicked() {
        pane.local.score = !open;
    }
    if !open {
        return;
    }
    for one in score.members.iter().filter(|one| one.chance() < 0.5).take(12) {
        let figure = format!("{}, had {}", one.vote.label(), percent(one.chance()));
        row_ui(ui, pane, &one.member, &figure);
    }
    let line = |ui: &mut Ui, name: &str, brier: f64, count: usize| {
        ui.horizontal(|ui| {
            muted(ui, &style, name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                muted(ui, &style, format!("{brier:.3} of {count}"));
            });
        });
    };
    for (source, scores) in &score.sources {
        line(ui, source.map_or("source not said", Hearing::label), scores.brier, scores.members);
    }
    let pinned = pinned(pane);
    for (group, scores) in score.blocs.iter().filter(|(id, _)| pinned.contains(id)) {
        line(ui, group.as_str(), scores.brier, scores.members);
    }
}

/// How much of what each source says is not believed.
fn discounts_ui(ui: &mut Ui, pane: &mut Pane<'_>, shown: &ShownChance) {
    let style = pane.style;
    let Some(text) = pane.app.session.text.clone() else { return };
    egui::CollapsingHeader::new(RichText::new("Discount of each source").font(fonts::regular(12.0))).show(ui, |ui| {
        muted(ui, &style, "How much of what is heard is not believed; an assumption of yours, not a finding.");
        for source in Hearing::ALL {
            ui.horizontal(|ui| {
                let mut value = shown.whip.discounts.of(Some(source)).get();
                let field = ui.add(DragValue::new(&mut value).range(0..=100).suffix(" %"));
                field.widget_info(|| {
                    WidgetInfo::labeled(Role::SpinButton, true, format!("Discount {}", source.label()))
                });
                muted(ui, &style, source.label());
                if field.changed() {
                    let edit = WhipEdit::Discount(source, Percent::new(value));
                    pane.push(Command::Edit(EditCommand::Whip(text.clone(), edit)));
                }
            });
        }
    });
}
