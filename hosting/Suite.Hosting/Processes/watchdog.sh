# Outlives the AppHost, however that ends, and then ends what it left behind.
# Reads "+PID SIGNAL" for a process group that started and "-PID" for one that ended; its input closes with the AppHost.
# "+PID SIGNAL COMMAND" names a command that ends what a signal to the group does not reach: a container.
trap '' INT TERM HUP
groups=

forget() {
    kept=
    for entry in $groups; do
        [ "${entry%%:*}" = "$1" ] || kept="$kept $entry"
    done
    groups=$kept
}

while read -r word signal command; do
    case $word in
        +*)
            groups="$groups ${word#+}:$signal"
            eval "command_${word#+}=\$command"
            ;;
        -*) forget "${word#-}" ;;
    esac
done

for entry in $groups; do
    eval "command=\${command_${entry%%:*}}"
    if [ -n "$command" ]; then
        $command > /dev/null 2>&1 &
    else
        kill -s "${entry#*:}" -- "-${entry%%:*}" 2>/dev/null
    fi
done

# Three seconds to put things away, then no more asking.
for try in 1 2 3 4 5 6; do
    alive=
    for entry in $groups; do
        kill -s 0 -- "-${entry%%:*}" 2>/dev/null && alive=1
    done
    [ -n "$alive" ] || exit 0
    sleep 0.5
done
for entry in $groups; do
    kill -s KILL -- "-${entry%%:*}" 2>/dev/null
done
