use super::font::Face;

#[test]
fn both_fonts_are_read() {
    for face in Face::ALL {
        let font = face.font();
        assert!(font.count > 1_000);
        for c in "Aé’ĀñŞ–—…×·•€".chars() {
            assert!(font.has(c), "{c}");
        }
    }
}
