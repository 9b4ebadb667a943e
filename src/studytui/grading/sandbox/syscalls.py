"""System calls that graded code may make, by purpose, with their numbers; whatever is not named here is refused.

Numbers never change once released. Sources: asm/unistd_64.h for x86_64, asm-generic/unistd.h for aarch64 (Linux 6.6).
A dash says that the machine has no such call.
"""

_CALLS = """
# Memory of one's own
brk 12 214, mmap 9 222, mprotect 10 226, munmap 11 215, mremap 25 216, msync 26 227, madvise 28 233, mbind 237 235,
get_mempolicy 239 236, set_mempolicy 238 237
# Threads of one's own; `clone` is checked for CLONE_THREAD
futex 202 98, futex_waitv 449 449, set_robust_list 273 99, get_robust_list 274 100, set_tid_address 218 96,
rseq 334 293, gettid 186 178, exit 60 93, exit_group 231 94, arch_prctl 158 -, sched_yield 24 124,
sched_getaffinity 204 123, sched_getparam 143 121, sched_getscheduler 145 120, sched_get_priority_max 146 125,
sched_get_priority_min 147 126, sched_rr_get_interval 148 127, getcpu 309 168, restart_syscall 219 128, clone 56 220
# Signals to oneself; `kill` and `tgkill` are checked for one's own pid
rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136, rt_sigtimedwait 128 137,
rt_sigsuspend 130 133, sigaltstack 131 132, pause 34 -, kill 62 129, tgkill 234 131, wait4 61 260, waitid 247 95
# Time
nanosleep 35 101, clock_nanosleep 230 115, clock_gettime 228 113, clock_getres 229 114, gettimeofday 96 169,
time 201 -, times 100 153, getitimer 36 102, setitimer 38 103, alarm 37 -, timer_create 222 107,
timer_settime 223 110, timer_gettime 224 108, timer_getoverrun 225 109, timer_delete 226 111, timerfd_create 283 85,
timerfd_settime 286 86, timerfd_gettime 287 87
# Files: Landlock decides which; `open` is checked for its mode, `fcntl` and `ioctl` for their command
read 0 63, write 1 64, pread64 17 67, pwrite64 18 68, readv 19 65, writev 20 66, preadv 295 69, pwritev 296 70,
preadv2 327 286, pwritev2 328 287, open 2 -, openat 257 56, creat 85 -, close 3 57, close_range 436 436, lseek 8 62,
dup 32 23, dup2 33 -, dup3 292 24, pipe 22 -, pipe2 293 59, fcntl 72 25, ioctl 16 29, stat 4 -, fstat 5 80, lstat 6 -,
newfstatat 262 79, statx 332 291, access 21 -, faccessat 269 48, faccessat2 439 439, readlink 89 -, readlinkat 267 78,
getdents 78 -, getdents64 217 61, getcwd 79 17, chdir 80 49, fchdir 81 50, rename 82 -, renameat 264 38,
renameat2 316 276, mkdir 83 -, mkdirat 258 34, rmdir 84 -, unlink 87 -, unlinkat 263 35, ftruncate 77 46,
fallocate 285 47, fsync 74 82, fdatasync 75 83, sendfile 40 71, copy_file_range 326 285, fadvise64 221 223,
umask 95 166, statfs 137 43, fstatfs 138 44
# Waiting, and one end talking to another; `socketpair` is checked for AF_UNIX and SOCK_STREAM
poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72, epoll_create 213 -, epoll_create1 291 20, epoll_ctl 233 21,
epoll_wait 232 -, epoll_pwait 281 22, epoll_pwait2 441 441, eventfd 284 -, eventfd2 290 19, socketpair 53 199,
sendto 44 206, recvfrom 45 207, shutdown 48 210, getsockname 51 204, getpeername 52 205, getsockopt 55 209
# Looking at oneself; `prctl` is checked for its option, `prlimit64` for reading one's own limits
getpid 39 172, getppid 110 173, getuid 102 174, geteuid 107 175, getgid 104 176, getegid 108 177, getresuid 118 148,
getresgid 120 150, getgroups 115 158, getpgid 121 155, getpgrp 111 -, getsid 124 156, uname 63 160, sysinfo 99 179,
getrlimit 97 163, prlimit64 302 261, getrusage 98 165, getpriority 140 141, getrandom 318 278, capget 125 90,
prctl 157 167
"""

MACHINES = ("x86_64", "aarch64")

FIRST_UNIFIED = 424
"""From this number on all machines count alike (pidfd_send_signal, Linux 5.1). Libraries try these newer calls and fall
back on ENOSYS, so refusing them must look like an older kernel."""


def numbers(machine: str) -> dict[str, int]:
    """Number by name of every call allowed on that machine; none on an unknown machine."""
    if machine not in MACHINES:
        return {}
    column = MACHINES.index(machine) + 1
    lines = (line for line in _CALLS.splitlines() if line and not line.startswith("#"))
    rows = (row.split() for line in lines for row in line.split(",") if row.strip())
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}
