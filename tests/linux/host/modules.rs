//! The kernel's modules in an order in which they can be loaded. The package carries no list of dependencies (that is
//! made where it is installed), but every module names the ones that it needs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What the bench needs, with options: disk and control line, a USB host with sticks, and two USB controllers in
/// software whose far ends are the scanner and the printer.
const WANTED: [(&str, &str); 14] = [
    ("virtio_pci", ""),
    ("virtio_blk", ""),
    ("virtio_console", ""),
    ("crc32c_generic", ""),
    ("ext4", ""),
    ("xhci_pci", ""),
    ("usb_storage", ""),
    ("sd_mod", ""),
    ("nls_cp437", ""),
    ("nls_ascii", ""),
    ("vfat", ""),
    ("cdc_acm", ""),
    ("usblp", ""),
    ("dummy_hcd", "num=2"),
];

/// The functions of gadgets: loaded by name when one is made, so here beforehand.
const GADGETS: [&str; 2] = ["usb_f_acm", "usb_f_printer"];

pub struct Module {
    pub name: String,
    pub file: PathBuf,
    pub options: &'static str,
}

pub fn in_order(modules: &Path) -> Vec<Module> {
    let mut files = HashMap::new();
    collect(modules, &mut files);
    let mut order = Vec::new();
    for (name, options) in WANTED.into_iter().chain(GADGETS.map(|name| (name, ""))) {
        load(name, options, &files, &mut order);
    }
    order
}

fn load(name: &str, options: &'static str, files: &HashMap<String, PathBuf>, order: &mut Vec<Module>) {
    if order.iter().any(|module| module.name == name) {
        return;
    }
    let file = files.get(name).unwrap_or_else(|| panic!("the kernel's package has no module {name}"));
    for needed in depends(&std::fs::read(file).unwrap()) {
        load(&needed, "", files, order);
    }
    order.push(Module { name: name.to_owned(), file: file.clone(), options });
}

/// The field `depends` of a module's information.
fn depends(module: &[u8]) -> Vec<String> {
    let field = b"\0depends=";
    let at = module.windows(field.len()).position(|window| window == field).expect("a module names what it needs");
    let names = module[at + field.len()..].split(|byte| *byte == 0).next().unwrap_or_default();
    let names = String::from_utf8_lossy(names);
    names.split(',').filter(|name| !name.is_empty()).map(|name| name.replace('-', "_")).collect()
}

fn collect(folder: &Path, files: &mut HashMap<String, PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "ko") {
            files.insert(path.file_stem().unwrap().to_string_lossy().replace('-', "_"), path);
        }
    }
}
