//! Compiles the markup: style, fonts and translations all end up in the binary. With `PAGES=check` in the environment,
//! each page is compiled alone too, as a preview opens it.

use std::path::{Path, PathBuf};

use slint_build::{CompileError, CompilerConfiguration, DefaultTranslationContext, EmbedResourcesKind};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=PAGES");
    if std::env::var("PAGES").is_ok_and(|how| how == "check") {
        check(&Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("pages"))?;
    }
    slint_build::compile_with_config("app.slint", config())?;
    Ok(())
}

fn config() -> CompilerConfiguration {
    CompilerConfiguration::new()
        .with_style("fluent-light".into())
        .embed_resources(EmbedResourcesKind::EmbedFiles)
        .with_bundled_translations("lang")
        .with_default_translation_context(DefaultTranslationContext::None)
}

/// Every page of every area. What comes out of it is not used.
fn check(pages: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let unused = PathBuf::from(std::env::var("OUT_DIR")?).join("page.rs");
    let areas = std::fs::read_dir(pages)?.collect::<Result<Vec<_>, _>>()?;
    for area in areas.iter().map(std::fs::DirEntry::path).filter(|path| path.is_dir()) {
        for page in std::fs::read_dir(area)? {
            let page = page?.path();
            let alone = CompilerConfiguration::new().with_style("fluent-light".into());
            slint_build::compile_with_output_path(&page, &unused, alone)
                .map_err(|why: CompileError| format!("{} cannot be previewed: {why}", page.display()))?;
        }
    }
    Ok(())
}
