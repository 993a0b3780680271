"""Runs a program in a terminal and types: in-terminal.py COLUMNS ANSWERS PROGRAM...; ANSWERS is a JSON list of
[text to wait for, what to type]. Prints a JSON object of the exit code and all that the terminal showed."""
import fcntl, json, os, pty, select, struct, sys, termios, time

columns, answers, command = int(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
shown, seen, end = b'', 0, time.time() + 60
while time.time() < end:
    if select.select([terminal], [], [], 0.1)[0]:
        try:
            more = os.read(terminal, 65536)
        except OSError:
            break
        if not more:
            break
        shown += more
    if answers:
        at = shown.find(answers[0][0].encode(), seen)
        if at >= 0:
            seen = len(shown)
            os.write(terminal, answers.pop(0)[1].encode())
else:
    os.kill(child, 9)
_, status = os.waitpid(child, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps({'code': code, 'shown': shown.decode('utf8', 'replace')}))
