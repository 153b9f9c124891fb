use std::collections::HashSet;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn code(raw: &str) -> Code {
    Code::read(raw).unwrap()
}

#[test]
fn case_makes_no_other_code_and_spelling_is_kept() {
    assert_eq!(code("nas-keju"), code("NAS-Keju"));
    assert_eq!(code("NAS-Keju").to_string(), "NAS-Keju");
    assert_eq!(code("  gift 0001   50 ").as_str(), "gift 0001 50");
    assert!(HashSet::from([code("nas3")]).contains(&code("NAS3")));
    assert!(code("a2") > code("A10") && code("b") > code("A"));
}

#[rstest]
#[case("", CodeError::Empty)]
#[case(" \t ", CodeError::Empty)]
#[case("NAS: manis", CodeError::Forbidden("NAS: manis".into()))]
#[case("a\"b", CodeError::Forbidden("a\"b".into()))]
#[case("a,b", CodeError::Forbidden("a,b".into()))]
#[case("a=b", CodeError::Forbidden("a=b".into()))]
#[case("a\u{1b}[31mb", CodeError::Forbidden("ab".into()))]
#[case("a\u{202e}b", CodeError::Forbidden("ab".into()))]
#[case("12345678901234567890123456789012345678901", CodeError::TooLong("12345678901234567890123456789012345678901".into()))]
fn what_is_no_code_is_refused(#[case] raw: &str, #[case] error: CodeError) {
    assert_eq!(Code::read(raw), Err(error));
}

#[test]
fn a_code_is_read_where_it_is_loaded_too() {
    assert_eq!(serde_json::to_string(&code("NAS3")).unwrap(), "\"NAS3\"");
    assert!(serde_json::from_str::<Code>("\"NAS:3\"").is_err());
}

proptest! {
    #[test]
    fn a_code_reads_back(raw in "\\PC{0,50}") {
        if let Ok(code) = Code::read(&raw) {
            let again = Code::read(code.as_str()).unwrap();
            prop_assert_eq!(again.as_str(), code.as_str());
            prop_assert!(!code.as_str().is_empty());
        }
    }
}
