#!/bin/busybox sh
# The guest's first program: what a Debian system would have done by now, then the bench's agent.
busybox() { /bin/busybox "$@"; }
busybox mount -t devtmpfs dev /dev
busybox mkdir -p /dev/pts
busybox mount -t devpts pts /dev/pts
busybox mount -t proc proc /proc
busybox mount -t sysfs sys /sys
busybox mount -t tmpfs tmp /tmp
while read -r module options; do
    # shellcheck disable=SC2086
    busybox insmod "/modules/$module.ko" $options || echo "insmod $module failed"
done </modules/order
busybox mount -t configfs config /sys/kernel/config
busybox mount -t ext4 /dev/vda /data
exec /agent guest --exact --ignored --nocapture --test-threads=1
