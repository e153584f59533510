# Outlives the AppHost, however that ends, and then ends what it left behind.
# Reads "+PID SIGNAL" for a process group that started and "-PID" for one that ended; its input closes with the AppHost.
trap '' INT TERM HUP
groups=

forget() {
    kept=
    for entry in $groups; do
        [ "${entry%%:*}" = "$1" ] || kept="$kept $entry"
    done
    groups=$kept
}

while read -r word signal; do
    case $word in
        +*) groups="$groups ${word#+}:$signal" ;;
        -*) forget "${word#-}" ;;
    esac
done

for entry in $groups; do
    kill -s "${entry#*:}" -- "-${entry%%:*}" 2>/dev/null
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
