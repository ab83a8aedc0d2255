//! The catalogues.

use std::collections::BTreeSet;

use regimes::{administrative_units, circular_01_2020};

#[test]
fn codes_and_names_are_unique_and_neat() {
    for catalogue in &circular_01_2020().unwrap().catalogues {
        let codes: BTreeSet<_> = catalogue.items.iter().map(|item| &item.code).collect();
        let names: BTreeSet<_> = catalogue.items.iter().map(|item| &item.name).collect();
        assert_eq!((codes.len(), names.len()), (catalogue.items.len(), catalogue.items.len()), "{}", catalogue.code);
        for item in &catalogue.items {
            assert_eq!(item.name, domain::text::nfc(item.name.trim()), "{}", item.code);
        }
    }
}

#[test]
fn fields_of_procedures_are_there() {
    let fields = circular_01_2020().unwrap().catalogue("linh_vuc").unwrap();
    assert!(fields.items.len() >= 40, "{}", fields.items.len());
    for name in ["Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội", "Người có công"] {
        assert!(fields.items.iter().any(|item| item.name == name), "{name}");
    }
    assert_eq!((fields.items[0].code.as_str(), fields.items[0].name.as_str()), ("LV001", "Hộ tịch"));
}

#[test]
fn units_can_be_picked_under_their_official_codes() {
    let units = circular_01_2020().unwrap().catalogue("don_vi").unwrap();
    assert_eq!(units.items.len(), 17 + administrative_units().len());
    let ba_dinh = units.items.iter().find(|item| item.code == "00004").unwrap();
    assert_eq!(ba_dinh.name, "Phường Ba Đình (Thành phố Hà Nội)");
}

#[test]
fn an_included_catalogue_keeps_its_codes() {
    let circular = circular_01_2020().unwrap();
    let (fields, both) = (circular.catalogue("linh_vuc").unwrap(), circular.catalogue("don_vi_hoac_linh_vuc").unwrap());
    assert!(both.items.ends_with(&fields.items));
}
