//! Recognises lines that are no part of an order: thanks, instructions, titles of forms, options
//! that were not chosen.

use crate::domain::text::fold;

use super::clean::is_placeholder;

/// Beginnings of lines, folded, that say nothing about an order.
const OPENINGS: &[&str] = &[
    "terima kasih",
    "terimakasih",
    "makasih",
    "makasi",
    "thank",
    "thanks",
    "mohon",
    "silakan",
    "silahkan",
    "format",
    "setelah",
    "nanti kita",
    "nanti kami",
    "pesanan baru",
    "konpirmasi",
    "konfirmasi",
    "halo",
    "hai",
    "hi",
    "lanjutkan",
    "ketik",
    "media tidak disertakan",
    "image omitted",
    "media omitted",
    "gambar tidak disertakan",
    "stiker tidak disertakan",
    "sticker omitted",
    "siap",
    "selamat",
    "assalamualaikum",
    "agar bisa",
    "tolong isi",
    "saya ingin",
    "saya mau",
    "menunggu",
    "sampai jumpa",
    "ditunggu",
    "kalau ada pertanyaan",
    "po baru",
    "contoh",
    "cara order",
    "rekap",
    "list po",
    "open po",
    "po batch",
    "update",
    "data pemesan",
    "data pengiriman",
    "data customer",
    "jadwal",
    "oke",
    "ok",
    "baik",
    "noted",
];

/// What a chat program writes above a forwarded message.
const LABELS: &[&str] = &[
    "diteruskan",
    "diteruskan berkali kali",
    "forwarded",
    "forwarded many times",
];

/// Whether a line stands for a voice message, which may contain an order.
pub(super) fn is_voice(line: &str) -> bool {
    let folded = fold(line);
    let attached = ["file terlampir", "file attached", "lampiran", "attached"];
    let file = [" opus", " m4a", " ogg", " aac"]
        .iter()
        .any(|end| folded.contains(end));
    let omitted = [
        "audio tidak disertakan",
        "audio omitted",
        "pesan suara",
        "voice message",
    ];
    omitted.contains(&folded.as_str())
        || file && (folded.starts_with("ptt ") || attached.iter().any(|said| folded.contains(said)))
}

/// Whether a line stands for a message that was deleted.
pub(super) fn is_deleted(line: &str) -> bool {
    let folded = fold(line);
    let marks = [
        "pesan ini dihapus",
        "pesan ini telah dihapus",
        "anda menghapus pesan ini",
        "kamu menghapus pesan ini",
        "this message was deleted",
        "you deleted this message",
    ];
    marks.contains(&folded.as_str())
}

/// Whether a line stands for a picture or document.
pub(super) fn is_attached(line: &str) -> bool {
    let folded = fold(line);
    let files = [" jpg", " jpeg", " png", " webp", " mp4", " pdf", " vcf"];
    ["file terlampir", "file attached"]
        .iter()
        .any(|end| folded.ends_with(end))
        && files.iter().any(|file| folded.contains(file))
}

/// Whether a line that names no goods is no part of the order.
pub(super) fn is_boilerplate(line: &str) -> bool {
    if is_placeholder(line) || line.contains("${") {
        return true;
    }
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').collect();
    folded.is_empty()
        || LABELS.contains(&folded.as_str())
        || OPENINGS.iter().any(|opening| {
            folded
                .strip_prefix(opening)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        || words.iter().all(|word| super::vocabulary::is_filler(word))
}

/// Whether a line is an instruction of a form: `(tambah produk lain jika ada)`.
pub(super) fn is_instruction(line: &str) -> bool {
    let inside = line
        .strip_prefix('(')
        .and_then(|line| line.strip_suffix(')'));
    let folded = inside.map(fold).unwrap_or_default();
    let tells = [
        "tambah", "isi", "jika", "kalau", "bila", "contoh", "wajib", "opsional", "boleh",
    ];
    folded
        .split(' ')
        .next()
        .is_some_and(|first| tells.contains(&first))
}

/// Whether a line is the title of a form or of a site's message: `ORDER MITRA - TOKO SARI`.
pub(super) fn is_title(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split(' ');
    let of_orders = [
        "order",
        "orderan",
        "pesanan",
        "pemesanan",
        "po",
        "format",
        "form",
        "preorder",
    ];
    !line.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
        && words.any(|word| of_orders.contains(&word))
}

/// Whether a value is a list of options of which none was chosen: `YA/TIDAK`, `Pickup/Grab/Kurir`.
pub(super) fn is_unchosen(value: &str) -> bool {
    let choices: Vec<&str> = value.split('/').map(str::trim).collect();
    choices.len() >= 2
        && choices.iter().all(|choice| {
            let letters = choice.chars().filter(|c| c.is_alphabetic()).count();
            letters >= 2
                && !choice.contains(|c: char| c.is_ascii_digit())
                && choice.split(' ').count() <= 3
        })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Terima kasih kak 🙏", true)]
    #[case("Mohon segera diproses", true)]
    #[case("[Nama Lengkap]", true)]
    #[case("tolong dibungkus rapi", false)]
    #[case("Budi", false)]
    fn what_is_copied_along(#[case] line: &str, #[case] copied: bool) {
        assert_eq!(is_boilerplate(line), copied);
    }

    #[rstest]
    #[case("YA/TIDAK", true)]
    #[case("Pickup / GrabExpress / Custom", true)]
    #[case("02/05", false)]
    #[case("Pickup", false)]
    fn choices_left_open(#[case] value: &str, #[case] open: bool) {
        assert_eq!(is_unchosen(value), open);
    }
}
