//! `ui/src/api/bindings.ts`, made from the command list.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::{
    Fault, FaultCode,
    commands::{COMMANDS, Kind},
};

/// Collects the types the commands speak.
pub struct Bindings {
    config: Config,
    types: BTreeMap<String, String>,
    commands: String,
}

impl Bindings {
    pub(crate) fn command<I: TS + 'static, O: TS + 'static>(&mut self, name: &str, kind: Kind) {
        self.visit::<I>();
        self.visit::<O>();
        let (input, output) = (I::name(&self.config), O::name(&self.config));
        self.commands += &format!("  {name}: {{ kind: \"{}\"; input: {input}; output: {output} }};\n", kind.name());
    }
}

impl TypeVisitor for Bindings {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.types.contains_key(&name) {
                return;
            }
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{}export {}\n", docs, T::decl(&self.config));
            self.types.insert(name, declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// The whole file.
pub fn typescript() -> String {
    let config = Config::default().with_large_int("number");
    let mut all = Bindings { config, types: BTreeMap::new(), commands: String::new() };
    all.visit::<Fault>();
    all.visit::<FaultCode>();
    for command in COMMANDS {
        (command.types)(&mut all, command.name, command.kind);
    }
    let types: String = all.types.into_values().collect();
    format!(
        "// Made from src-tauri/records/src/commands.rs by `make bindings`. Do not edit.\n\n\
         /** The id of one record of a kind. */\nexport type Id<Kind extends string> = string & {{ readonly __kind?: Kind }};\n\
         /** A moment, RFC 3339 in UTC. */\nexport type Instant = string;\n\
         /** A calendar day, YYYY-MM-DD. */\nexport type Day = string;\n\
         /** Local wall time, YYYY-MM-DDTHH:MM. */\nexport type WallTime = string;\n\
         /** An IANA time zone. */\nexport type Zone = string;\n\n\
         {types}\n/** Every command of the door. */\nexport interface Commands {{\n{}}}\n",
        all.commands
    )
}
