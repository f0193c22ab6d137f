//! The colours of the program, the only place where a colour is named. Votes use the Okabe-Ito colours.

use egui::Color32;

use crate::model::{Outcome, Vote};

/// Which set of colours a chart is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Dark text on light panels.
    #[default]
    Light,
    /// Light text on dark panels.
    Dark,
    /// Dark text on white, without panels.
    Print,
}

impl Theme {
    /// All themes, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// The name as typed on the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether light stands on dark.
    pub dark: bool,
    /// Behind the panels.
    pub background: Color32,
    /// Cards, bars and fields.
    pub panel: Color32,
    /// Hairlines.
    pub border: Color32,
    /// A field or button at rest, and a row under the pointer.
    pub faint: Color32,
    /// Text.
    pub text: Color32,
    /// Text that stands back.
    pub muted: Color32,
    /// What is active.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind what is active.
    pub accent_faint: Color32,
    /// In favour.
    pub yes: Color32,
    /// Against.
    pub no: Color32,
    /// Abstaining.
    pub abstain: Color32,
    /// The outline of who is absent.
    pub absent: Color32,
    /// Text on Yes and No.
    pub on_vote: Color32,
    /// Text on Abstain.
    pub on_abstain: Color32,
    /// Behind the word Adopted on a pill, and the word.
    pub adopted: [Color32; 2],
    /// Behind the word Rejected on a pill, and the word.
    pub rejected: [Color32; 2],
    /// Behind the word Vetoed on a pill, and the word.
    pub vetoed: [Color32; 2],
    /// Land that is no member's, on the map.
    pub land: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    #[expect(clippy::disallowed_methods, reason = "the one place where colours are made")]
    Color32::from_rgb(red, green, blue)
}

const LIGHT: Style = Style {
    dark: false,
    background: rgb(0xF4_F6F8),
    panel: rgb(0xFF_FFFF),
    border: rgb(0xE1_E5EA),
    faint: rgb(0xF1_F4F7),
    text: rgb(0x1B_2430),
    muted: rgb(0x66_707F),
    accent: rgb(0x1F_6FB8),
    on_accent: rgb(0xFF_FFFF),
    accent_faint: rgb(0xE6_F0FA),
    yes: rgb(0x00_9E73),
    no: rgb(0xD5_5E00),
    abstain: rgb(0xE9_B949),
    absent: rgb(0xC3_CAD4),
    on_vote: rgb(0xFF_FFFF),
    on_abstain: rgb(0x3A_2C00),
    adopted: [rgb(0xD9_F2EA), rgb(0x00_6B4F)],
    rejected: [rgb(0xFB_E3D3), rgb(0xA2_4700)],
    vetoed: [rgb(0x3A_2632), rgb(0xFF_FFFF)],
    land: rgb(0xE8_EBEF),
};

const DARK: Style = Style {
    dark: true,
    background: rgb(0x12_161C),
    panel: rgb(0x1A_2029),
    border: rgb(0x2B_333F),
    faint: rgb(0x14_1A22),
    text: rgb(0xE6_EAF0),
    muted: rgb(0x97_A3B3),
    accent: rgb(0x5A_A9E6),
    on_accent: rgb(0x0B_1520),
    accent_faint: rgb(0x20_3348),
    absent: rgb(0x55_606F),
    adopted: [rgb(0x0E_3A2E), rgb(0x5F_DCB6)],
    rejected: [rgb(0x46_2208), rgb(0xFF_A869)],
    vetoed: [rgb(0x4A_2234), rgb(0xFF_E3EC)],
    land: rgb(0x26_2E39),
    ..LIGHT
};

const PRINT: Style = Style { background: rgb(0xFF_FFFF), faint: rgb(0xF6_F7F9), ..LIGHT };

impl Style {
    /// The colours of a theme.
    #[must_use]
    pub fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => LIGHT,
            Theme::Dark => DARK,
            Theme::Print => PRINT,
        }
    }

    /// The colour of a vote; of Absent, its outline.
    #[must_use]
    pub fn vote(&self, vote: Vote) -> Color32 {
        match vote {
            Vote::Yes => self.yes,
            Vote::No => self.no,
            Vote::Abstain => self.abstain,
            Vote::Absent => self.absent,
        }
    }

    /// The colour of text on a vote.
    #[must_use]
    pub fn on_vote(&self, vote: Vote) -> Color32 {
        match vote {
            Vote::Yes | Vote::No => self.on_vote,
            Vote::Abstain => self.on_abstain,
            Vote::Absent => self.muted,
        }
    }

    /// The colours of an outcome's pill, behind the word and of the word.
    #[must_use]
    pub fn pill(&self, outcome: Option<Outcome>) -> [Color32; 2] {
        match outcome {
            Some(Outcome::Adopted) => self.adopted,
            Some(Outcome::Rejected) => self.rejected,
            Some(Outcome::Vetoed) => self.vetoed,
            None => [self.faint, self.muted],
        }
    }

    /// The colour of words that come into a text.
    #[must_use]
    pub fn inserted(&self) -> Color32 {
        self.pill(Some(Outcome::Adopted))[1]
    }

    /// The colour of words that go out of a text.
    #[must_use]
    pub fn deleted(&self) -> Color32 {
        self.pill(Some(Outcome::Rejected))[1]
    }

    /// The strong colour of an outcome, for the verdict itself.
    #[must_use]
    pub fn verdict(&self, outcome: Option<Outcome>) -> [Color32; 2] {
        match outcome {
            Some(Outcome::Adopted) => [self.yes, self.on_vote],
            Some(Outcome::Rejected) => [self.no, self.on_vote],
            Some(Outcome::Vetoed) => self.vetoed,
            None => [self.faint, self.muted],
        }
    }

    /// A colour for the n-th of several kinds, none of them a vote's.
    #[must_use]
    pub fn kind(&self, n: usize) -> Color32 {
        const KINDS: [Color32; 8] = [
            rgb(0x00_72B2),
            rgb(0xCC_79A7),
            rgb(0x56_B4E9),
            rgb(0x7A_5C99),
            rgb(0x8A_8F98),
            rgb(0xB0_8968),
            rgb(0x3B_4B6B),
            rgb(0x6B_A3A0),
        ];
        KINDS.get(n % KINDS.len()).copied().unwrap_or(self.accent)
    }

    /// Agreement from 0 to 1 on a scale from pale to deep blue.
    #[must_use]
    pub fn agreement(&self, share: f64) -> Color32 {
        let [from, via, to] = if self.dark {
            [rgb(0x22_2A35), rgb(0x2F_6A94), rgb(0xA9_D8F5)]
        } else {
            [rgb(0xF7_F4EC), rgb(0x7E_A0BC), rgb(0x0B_4A72)]
        };
        let share = share.clamp(0.0, 1.0) as f32;
        if share < 0.5 { from.lerp_to_gamma(via, share * 2.0) } else { via.lerp_to_gamma(to, share * 2.0 - 1.0) }
    }
}

/// Puts the colours of a style into egui's own, for what egui_plot draws: axes, grid and text.
pub fn dress_plots(ctx: &egui::Context, style: &Style) {
    ctx.all_styles_mut(|egui_style| {
        egui_style.visuals.override_text_color = Some(style.muted);
        egui_style.visuals.widgets.noninteractive.fg_stroke.color = style.muted;
        egui_style.text_styles =
            [egui::TextStyle::Body, egui::TextStyle::Small, egui::TextStyle::Button, egui::TextStyle::Monospace]
                .into_iter()
                .map(|text| (text, super::fonts::regular(11.0)))
                .collect();
    });
}
