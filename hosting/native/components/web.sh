what="the web app's packages"
folder="$repository/web"
present() { [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; }
where() { echo "$folder/node_modules"; }
install_component() { npm_ci "$folder"; }
