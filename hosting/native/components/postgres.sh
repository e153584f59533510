# PostgreSQL with pgvector. On Debian 12 as a tree of our own, because that release has no pgvector package:
# it is built from Debian's newer source package. No system cluster, service or user is made.
what='PostgreSQL with pgvector'
tree="$native/postgres"
vector_version=0.8.0
vector_sha256=867a2c328d4928a5a9d6f052cd3bc78c7d60228a9b914ad32aa3db88e9de27b0

bin_folder() {
  if [ -x /usr/lib/postgresql/17/bin/postgres ] && [ -f /usr/share/postgresql/17/extension/vector.control ]; then
    echo /usr/lib/postgresql/17/bin
  else
    echo "$tree/usr/lib/postgresql/15/bin"
  fi
}

present() { [ -x "$(bin_folder)/postgres" ] && [ -e "$(bin_folder)/../lib/vector.so" ]; }
where() { bin_folder; }

install_component() {
  case $(debian_release) in
    12) build_tree ;;
    13) install_packages ;;
    *) fail 'PostgreSQL can be set up on Debian 12 and 13. Elsewhere, start the suite with a container runtime.' ;;
  esac
}

install_packages() {
  as_root mkdir -p /etc/postgresql-common
  as_root sh -c "grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf ||
    echo 'create_main_cluster = false' >> /etc/postgresql-common/createcluster.conf"
  apt_install postgresql-17 postgresql-17-pgvector
}

build_tree() {
  apt_install gcc make libc6-dev tzdata libpq5 \
    libicu72 libldap-2.5-0 liblz4-1 libpam0g libssl3 libsystemd0 libuuid1 libxml2 libxslt1.1 libzstd1 libgssapi-krb5-2 zlib1g
  local work="$native/postgres.new"
  rm -rf "$work"
  # One download, so that server and headers are the same version: an extension built on newer headers does not load.
  apt_download "$work/debs" postgresql-15 postgresql-client-15 postgresql-server-dev-15
  unpack "$work" "$work"/debs/*.deb
  # Without LLVM beside it, the JIT provider would fail a query instead of being left out.
  rm -f "$work/usr/lib/postgresql/15/lib/llvmjit.so"
  build_vector "$work"
  rm -rf "$work/debs" "$work/source" "$work/apt" "$tree"
  # The database runs as another user.
  chmod -R a+rX "$work"
  mv "$work" "$tree"
}

build_vector() {
  local work=$1 config="$1/usr/lib/postgresql/15/bin/pg_config"
  say "building pgvector $vector_version"
  mkdir -p "$work/source"
  fetch_vector_source "$work"
  tar -x -f "$work/source/pgvector_$vector_version.orig.tar.gz" -C "$work/source"
  local options=(with_llvm=no OPTFLAGS= PG_CONFIG="$config" includedir_server="$work/usr/include/postgresql/15/server")
  make -s -C "$work/source/pgvector-$vector_version" -j"$(nproc)" "${options[@]}" > "$native/pgvector.log" 2>&1 &&
    make -s -C "$work/source/pgvector-$vector_version" "${options[@]}" install >> "$native/pgvector.log" 2>&1 ||
    { tail -n 20 "$native/pgvector.log" >&2; fail 'pgvector could not be built.'; }
}

# A package state of our own, so that the machine's sources stay as they are.
fetch_vector_source() {
  local apt="$1/apt" mirror
  mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | awk '$2 == "bookworm" { print $1; exit }')
  [ -n "$mirror" ] || fail 'The machine names no Debian mirror in its package sources.'
  mkdir -p "$apt/lists/partial"
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > "$apt/sources.list"
  local options=(-qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::State::lists="$apt/lists" -o Dir::Cache="$apt" -o Dir::Cache::archives="$apt"
    -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 -o Acquire::Retries=3)
  apt-get "${options[@]}" update
  (cd "$1/source" && apt-get "${options[@]}" source --download-only "pgvector=$vector_version-1" > /dev/null)
  echo "$vector_sha256  $1/source/pgvector_$vector_version.orig.tar.gz" | sha256sum -c --quiet
}
