# Photographs for tests: a Debian package carries some. It is unpacked, not installed.
what='photographs for the tests'
folder="$native/photos"
present() { [ -f "$folder/astronaut.png" ]; }
where() { echo "$folder"; }
install_component() {
  rm -rf "$folder.new"
  apt_download "$folder.new/debs" python3-skimage
  unpack "$folder.new" "$folder.new"/debs/*.deb
  mkdir -p "$folder"
  mv "$folder.new"/usr/lib/python3/dist-packages/skimage/data/*.{png,jpg} "$folder/"
  rm -rf "$folder.new"
}
