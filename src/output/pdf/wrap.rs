//! Breaks a text into lines that fit a width: between words, and within a word that is wider than
//! the line. Nothing is left out and no hyphen is added (rule 100).

use unicode_segmentation::UnicodeSegmentation;

/// The lines of a text, none wider than `width` as `measure` tells. A letter that is wider by itself
/// stands alone.
pub fn lines(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    // Sums of widths differ in their last digits from the width of the whole.
    let width = width + 1e-6;
    let mut lines = Vec::new();
    let space = measure(" ");
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0.0;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let wide = measure(word);
            if !line.is_empty() && used + space + wide <= width {
                line.push(' ');
                line.push_str(word);
                used += space + wide;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            used = 0.0;
            if wide <= width {
                line.push_str(word);
                used = wide;
                continue;
            }
            for letter in word.graphemes(true) {
                let wide = measure(letter);
                if !line.is_empty() && used + wide > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push_str(letter);
                used += wide;
            }
        }
        lines.push(line);
    }
    lines
}
