//! The grid on the screen: heads that stay, cells that scroll, and the pointer over them.

use egui::{
    CornerRadius, Popup, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, pos2,
};

use super::{
    edit,
    hand::Held,
    keys,
    layout::{Layout, ROW},
    menu, paint,
    state::{Cell, Drag, GridState},
};
use crate::{
    app::sheet::{Area, SheetId, table},
    ui::pane::Pane,
};

/// A grid as it is drawn in this frame.
struct View<'a> {
    held: Held<'a>,
    layout: Layout,
    /// The room of the whole grid, and that of its cells.
    full: Rect,
    body: Rect,
}

/// Draws a sheet into the room that is left.
pub fn grid_ui(ui: &mut Ui, pane: &mut Pane<'_>, sheet: &SheetId, name: &str) {
    let (dossier, rules) = (pane.app.document.dossier.clone(), pane.app.document.rules.clone());
    let Some(table) = table(sheet, &dossier, &rules).filter(|table| table.rows() > 0 && table.columns() > 0) else {
        return;
    };
    let mut state = std::mem::take(&mut pane.local.grid);
    state.arrive(pane.app.shown.revision);
    state.fit(sheet, table.as_ref());
    let layout = Layout::of(table.as_ref());
    let full = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(full);
    let body = Rect::from_min_max(full.min + layout.head, full.max);
    let view = View { held: Held { sheet, table: table.as_ref() }, layout, full, body };
    view.show(ui, pane, &mut state, name);
    pane.local.grid = state;
}

impl View<'_> {
    fn show(&self, ui: &mut Ui, pane: &mut Pane<'_>, state: &mut GridState, name: &str) {
        let ground = ui.interact(self.full, keys::id(), Sense::focusable_noninteractive());
        ground.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
        // A dialog over the window keeps the keyboard to itself.
        let free = pane.app.session.dialog.is_none();
        let idle = state.editing.is_none() && state.find.is_none();
        let nobody = idle && ui.memory(|memory| memory.focused().is_none());
        if free && (state.focus || nobody) {
            ui.memory_mut(|memory| memory.request_focus(keys::id()));
        }
        if free && std::mem::take(&mut state.focus) {
            ui.ctx().request_repaint();
        }
        state.page = (self.body.height() / ROW) as usize;
        if free && keys::is_focused(ui.ctx()) {
            keys::keys(ui, pane, &self.held, state);
        }
        let origin = self.body_ui(ui, pane, state);
        self.heads_ui(ui, pane, state, origin);
        self.drag(ui, pane, state, origin);
        let border = Stroke::new(1.0, pane.style.border);
        ui.painter().rect_stroke(self.full, CornerRadius::ZERO, border, egui::StrokeKind::Inside);
        if let Some(cell) = state.editing.as_ref().map(|editing| editing.cell) {
            let rect = self.layout.cell(cell, origin);
            let room = Rect::from_min_max(self.body.min, self.full.max);
            ui.scope_builder(UiBuilder::new().max_rect(room).id_salt("field"), |ui| {
                ui.set_clip_rect(room.intersect(ui.clip_rect()));
                edit::edit_ui(ui, pane, &self.held, state, rect, room);
            });
        }
    }

    /// The cells. Gives where the first one lies.
    fn body_ui(&self, ui: &mut Ui, pane: &mut Pane<'_>, state: &mut GridState) -> Pos2 {
        let mut origin = self.body.min;
        ui.scope_builder(UiBuilder::new().max_rect(self.body).id_salt(("cells", name_of(self.held.sheet))), |ui| {
            ui.set_clip_rect(self.body.intersect(ui.clip_rect()));
            ui.spacing_mut().scroll =
                egui::style::ScrollStyle { bar_width: 8.0, ..egui::style::ScrollStyle::floating() };
            ScrollArea::both().auto_shrink(false).show_viewport(ui, |ui, part| {
                ui.set_min_size(self.layout.size());
                origin = Layout::origin(ui.max_rect(), Vec2::ZERO);
                if let Some(cell) = state.reveal.take() {
                    ui.scroll_to_rect(self.layout.cell(cell, origin).expand(2.0), None);
                }
                self.cells_ui(ui, pane, state, origin, part);
            });
        });
        origin
    }

    fn cells_ui(&self, ui: &mut Ui, pane: &mut Pane<'_>, state: &mut GridState, origin: Pos2, part: Rect) {
        let style = pane.style;
        let painter = ui.painter().clone();
        let area = state.area();
        let (rows, columns) = self.layout.within(part);
        if area.count() > 1 {
            painter.rect_filled(self.layout.area(area, origin), 0.0, style.accent_faint);
        }
        for row in rows {
            for column in columns.clone() {
                let cell = (row, column);
                let rect = self.layout.cell(cell, origin);
                let face = self.held.table.face(row, column);
                let line = Stroke::new(1.0, style.border);
                painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
                painter.vline(rect.right() - 0.5, rect.y_range(), line);
                paint::cell(&painter, rect, &self.held.table.text(row, column), &face, &style);
                let response = self.cell_response(ui, state, cell, rect);
                if response.hovered() {
                    let hint = [face.changed, face.fixed].into_iter().flatten().collect::<Vec<_>>().join("\n");
                    if !hint.is_empty() {
                        response.clone().on_hover_text(hint);
                    }
                }
                if state.menu == cell {
                    Popup::context_menu(&response).show(|ui| menu::menu_ui(ui, pane, &self.held, state));
                }
            }
        }
        let (area, at) = (self.layout.area(area, origin), self.layout.cell(state.at, origin));
        paint::selection(&painter, area, at, &style);
        let handle = paint::handle(area).expand(3.0);
        let response = ui.interact(handle, keys::id().with("handle"), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Drag to fill"));
        let response = response.on_hover_cursor(egui::CursorIcon::Crosshair);
        if response.is_pointer_button_down_on() && ui.input(|input| input.pointer.primary_pressed()) {
            state.drag = Drag::Fill(state.area());
        }
    }

    /// A click, a press or a right click on a cell.
    fn cell_response(&self, ui: &Ui, state: &mut GridState, cell: Cell, rect: Rect) -> Response {
        let id = keys::id().with(cell);
        let response = ui.interact(rect.intersect(ui.clip_rect()), id, Sense::CLICK | Sense::DRAG);
        let (table, (row, column)) = (self.held.table, cell);
        let chosen = state.area().contains(row, column);
        response.widget_info(|| {
            let words = format!("{}: {}", table.cell_name(row, column), table.spoken(row, column));
            WidgetInfo::selected(Role::Cell, true, chosen, words)
        });
        // Only what is on top is held: cells lie below menus, and one below the handle.
        let held = response.is_pointer_button_down_on();
        let (pressed, second, shift) = ui.input(|input| {
            let pointer = &input.pointer;
            (held && pointer.primary_pressed(), held && pointer.secondary_pressed(), input.modifiers.shift)
        });
        if response.double_clicked() {
            state.select(cell);
            keys::open(&self.held, state);
        } else if pressed {
            if shift {
                state.extend(cell);
            } else {
                state.select(cell);
            }
            state.drag = Drag::Cells;
            state.focus = state.editing.is_none();
        } else if response.clicked() && !shift {
            state.select(cell);
            state.focus = state.editing.is_none();
        }
        if second || response.secondary_clicked() {
            state.menu = cell;
            if !chosen {
                state.select(cell);
            }
        }
        response
    }

    /// The heads of rows and columns, which stay while the cells scroll.
    fn heads_ui(&self, ui: &mut Ui, pane: &Pane<'_>, state: &mut GridState, origin: Pos2) {
        let style = pane.style;
        let offset = self.body.min - origin;
        let part = Rect::from_min_size(pos2(offset.x, offset.y), self.body.size());
        let (rows, columns) = self.layout.within(part);
        let (table, area) = (self.held.table, state.area());
        let (last_row, last_column) = (self.held.size().0.saturating_sub(1), self.held.size().1.saturating_sub(1));
        let top = Rect::from_min_max(pos2(self.body.left(), self.full.top()), pos2(self.full.right(), self.body.top()));
        let left =
            Rect::from_min_max(pos2(self.full.left(), self.body.top()), pos2(self.body.left(), self.full.bottom()));
        let painter = ui.painter_at(top);
        painter.rect_filled(top, 0.0, style.faint);
        for column in columns {
            let x = self.layout.cell((0, column), origin);
            let rect = Rect::from_x_y_ranges(x.x_range(), top.y_range());
            let on = (area.left..=area.right).contains(&column);
            let (name, mark) = (table.column_name(column), table.column_mark(column));
            paint::column_head(&painter, rect, &name, &mark, on, &style);
            let spoken = WidgetInfo::selected(Role::ColumnHeader, true, on && area.rows() == last_row + 1, &name);
            let ends = ((0, column), (last_row, column));
            Self::head(ui, state, (rect.intersect(top), ("column", column)), spoken, ends, Drag::Columns);
        }
        let painter = ui.painter_at(left);
        painter.rect_filled(left, 0.0, style.faint);
        for row in rows {
            let y = self.layout.cell((row, 0), origin);
            let rect = Rect::from_x_y_ranges(left.x_range(), y.y_range());
            let on = (area.top..=area.bottom).contains(&row);
            let (name, mark) = (table.row_name(row), table.row_mark(row));
            paint::row_head(&painter, rect, &name, &mark, on, &style);
            let spoken = WidgetInfo::selected(Role::RowHeader, true, on && area.columns() == last_column + 1, &name);
            let ends = ((row, 0), (row, last_column));
            Self::head(ui, state, (rect.intersect(left), ("row", row)), spoken, ends, Drag::Rows);
        }
        let corner = Rect::from_min_max(self.full.min, self.body.min);
        let ends = ((0, 0), (last_row, last_column));
        let all = area == Area::between(ends.0, ends.1);
        ui.painter().rect_filled(corner, 0.0, style.faint);
        ui.painter().hline(corner.x_range(), corner.bottom() - 0.5, Stroke::new(1.0, style.border));
        ui.painter().vline(corner.right() - 0.5, corner.y_range(), Stroke::new(1.0, style.border));
        let spoken = WidgetInfo::selected(Role::Button, true, all, "Select all cells");
        Self::head(ui, state, (corner, ("corner", 0)), spoken, ends, Drag::None);
    }

    /// A press on a head selects all from the first to the last of its cells.
    fn head(
        ui: &Ui,
        state: &mut GridState,
        (rect, salt): (Rect, (&str, usize)),
        spoken: WidgetInfo,
        (first, last): (Cell, Cell),
        drag: Drag,
    ) {
        let response = ui.interact(rect, keys::id().with(salt), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| spoken.clone());
        let held = response.is_pointer_button_down_on();
        let (pressed, shift) = ui.input(|input| (held && input.pointer.primary_pressed(), input.modifiers.shift));
        if response.clicked() && !shift || pressed {
            if !shift {
                state.at = first;
            }
            state.end = last;
            state.word.clear();
            state.focus = state.editing.is_none();
            if pressed {
                state.drag = drag;
            }
        }
    }

    /// Draws the selection out while the pointer is held down.
    fn drag(&self, ui: &Ui, pane: &mut Pane<'_>, state: &mut GridState, origin: Pos2) {
        if state.drag == Drag::None {
            return;
        }
        let (down, place) = ui.input(|input| (input.pointer.primary_down(), input.pointer.interact_pos()));
        let Some(place) = place.filter(|_| down) else {
            if let Drag::Fill(to) = std::mem::take(&mut state.drag) {
                self.held.fill_to(pane, state, to);
            }
            return;
        };
        let last = (self.held.size().0.saturating_sub(1), self.held.size().1.saturating_sub(1));
        let cell = self.layout.at(place, origin);
        match state.drag {
            Drag::Cells if cell != state.end => state.extend(cell),
            Drag::Rows => state.end = (cell.0, last.1),
            Drag::Columns => state.end = (last.0, cell.1),
            Drag::None | Drag::Cells => {}
            Drag::Fill(_) => {
                let to = stretched(state.area(), cell);
                state.drag = Drag::Fill(to);
                paint::to_fill(&ui.painter_at(self.body), self.layout.area(to, origin), &pane.style);
            }
        }
        // At the edge the cells go on scrolling under a pointer at rest.
        if !self.body.contains(place) && state.drag == Drag::Cells {
            state.reveal = Some(cell);
            ui.ctx().request_repaint();
        }
    }
}

/// An area drawn out to a cell, in the direction in which it lies further away.
fn stretched(area: Area, (row, column): Cell) -> Area {
    let beyond = |at: usize, first: usize, last: usize| first.saturating_sub(at).max(at.saturating_sub(last));
    if beyond(row, area.top, area.bottom) >= beyond(column, area.left, area.right) {
        Area { top: area.top.min(row), bottom: area.bottom.max(row), ..area }
    } else {
        Area { left: area.left.min(column), right: area.right.max(column), ..area }
    }
}

/// By which each sheet keeps its own place.
fn name_of(sheet: &SheetId) -> String {
    match sheet {
        SheetId::Members => "members".to_owned(),
        SheetId::Groups => "groups".to_owned(),
        SheetId::Weights(body) => format!("weights {body}"),
        SheetId::Texts => "texts".to_owned(),
        SheetId::Votes(body) => format!("votes {body}"),
    }
}
