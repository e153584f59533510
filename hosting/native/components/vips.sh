what='libvips, which decodes and resizes images (HEIC and AVIF too)'
library() { ls /usr/lib/*/libvips.so.42 2> /dev/null | head -n 1; }
present() { [ -n "$(library)" ]; }
where() { library; }
install_component() { apt_install "$([ "$(debian_release)" = 13 ] && echo libvips42t64 || echo libvips42)"; }
