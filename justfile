# The usual commands. `just` lists them; each recipe is one line you can also type yourself.

# list the recipes
default:
    @just --list

# open your book
run *args:
    cargo run --release -- {{args}}

# open the sample shop in a throwaway file
demo *args:
    cargo run --release -- demo {{args}}

# every test, or those of a name: just test --test cli moves
test *args:
    cargo test --locked {{args}}

# many times more power cuts, kills and failing disks
test-long:
    REKAP_LONG=1 cargo test --locked --test faults

# format, then lints as errors
lint:
    cargo fmt
    cargo clippy --all-targets --locked -- -D warnings

# what every commit passes
ci:
    .ci/run

# one bench: deeds, queries, import or screens
bench name *args:
    cargo bench --locked --bench {{name}} -- {{args}}

# one reader under random bytes: table, chat, price_list, form or typed
fuzz reader seconds="60":
    RUSTC_BOOTSTRAP=1 cargo fuzz run {{reader}} -s none -- -max_total_time={{seconds}}

# the pictures in assets/shots, made from the program
shots:
    cargo run --example shots

# the tables in docs/ that are made from the program: keys and commands
keys:
    REKAP_WRITE_KEYS=1 cargo test --locked --test tui keys
    REKAP_WRITE_COMMANDS=1 cargo test --locked --test cli docs
