# For tests of the hub: what others would send with. No script of theirs is run.
what='the official JavaScript exporters of OpenTelemetry'
folder="$repository/tests/Integration/Dashboard/Otlp/Exporters"
present() { [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; }
where() { echo "$folder"; }
install_component() { npm_ci "$folder"; }
