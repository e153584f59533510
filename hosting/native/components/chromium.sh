what='Chromium and a font, for the browser tests'
present() { [ -x /usr/bin/chromium ] && has_packages fonts-dejavu-core; }
where() { echo /usr/bin/chromium; }
install_component() { apt_install chromium fonts-dejavu-core; }
