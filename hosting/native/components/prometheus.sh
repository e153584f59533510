# Unpacked, not installed: the package would start a service with the machine, on port 9090.
what='Prometheus and promtool'
present() { [ -x "$native/prometheus/usr/bin/prometheus" ] && [ -x "$native/prometheus/usr/bin/promtool" ] && [ -d "$native/prometheus/usr/share/javascript" ]; }
where() { echo "$native/prometheus/usr/bin/prometheus"; }
install_component() {
  local draft="$native/prometheus.new"
  rm -rf "$draft"
  refresh_package_lists
  # What its pages load, each from a package of its own.
  local pages
  pages=$(apt-cache depends prometheus libjs-rickshaw | awk '$1 == "Depends:" && $2 ~ /^(libjs|fonts)-/ { print $2 }' | sort -u)
  # shellcheck disable=SC2086
  apt_download "$draft/debs" prometheus $pages
  unpack "$draft" "$draft"/debs/*.deb
  # Not the service, and not the 200 MB of single time zones beside the one file that the pages load.
  rm -rf "$draft/debs" "$draft/etc" "$draft/lib" "$draft/var" "$draft/usr/share/javascript/moment-timezone"/*/
  # The server runs as another user.
  chmod -R a+rX "$draft"
  # An interrupted unpacking leaves no half tree where `present` looks.
  rm -rf "$native/prometheus" && mv "$draft" "$native/prometheus"
}
