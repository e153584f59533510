# Redis without its service: the package redis-server only adds a name for this binary and a service that would start
# with the machine. The binary picks its role by the name that it is called by.
what='Redis'
present() { [ -x /usr/bin/redis-check-rdb ] && [ -e "$native/redis/redis-server" ]; }
where() { echo "$native/redis/redis-server"; }
install_component() {
  apt_install redis-tools
  mkdir -p "$native/redis"
  ln -sfn /usr/bin/redis-check-rdb "$native/redis/redis-server"
}
