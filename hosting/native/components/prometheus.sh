# Unpacked, not installed: the package would start a service with the machine, on port 9090.
what='Prometheus and promtool'
present() { [ -x "$native/prometheus/usr/bin/prometheus" ] && [ -x "$native/prometheus/usr/bin/promtool" ]; }
where() { echo "$native/prometheus/usr/bin/prometheus"; }
install_component() {
  local draft="$native/prometheus.new"
  rm -rf "$draft"
  apt_download "$draft/debs" prometheus
  unpack "$draft" "$draft"/debs/*.deb
  # Programs are all that is wanted; the rest is the service and its pages.
  rm -rf "$draft/debs" "$draft/etc" "$draft/lib" "$draft/var"
  # The server runs as another user.
  chmod -R a+rX "$draft"
  # An interrupted unpacking leaves no half tree where `present` looks.
  rm -rf "$native/prometheus" && mv "$draft" "$native/prometheus"
}
