# Sourced by `check` and `shots`: installs what they need, and builds the program.

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"

say() { printf '%s\n' "$*" >&2; }

# Installs Debian packages for the commands that are missing; $1 is the command, $2 its package.
need() {
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

install_tools() {
  missing=()
  need node nodejs
  need npm npm
  need java default-jre-headless
  [[ -n "${CHROMIUM:-}" ]] || need chromium chromium
  if (( ${#missing[@]} > 0 )); then
    say "installing ${missing[*]}"
    if ! command -v apt-get >/dev/null 2>&1; then
      say "this machine has no apt-get: install ${missing[*]} by hand"
      exit 2
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >&2
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
  fi
  local major
  major="$(node -p 'process.versions.node.split(".")[0]')"
  if (( major < 20 )); then
    say "node $(node --version) is too old: 20 or newer is needed"
    exit 2
  fi
  install_packages
}

# Installs the locked packages again only when the lock file has changed.
install_packages() {
  local stamp="$here/node_modules/.installed-from"
  if ! cmp -s "$here/package-lock.json" "$stamp"; then
    (cd "$here" && npm ci --silent >&2)
    cp "$here/package-lock.json" "$stamp"
  fi
}

# Builds the program unless PRESSROOM names one; leaves its path in $binary.
build_program() {
  binary="${PRESSROOM:-}"
  if [[ -z "$binary" ]]; then
    (cd "$root" && cargo build --release >&2)
    binary="${CARGO_TARGET_DIR:-$root/target}/release/pressroom"
  fi
}
