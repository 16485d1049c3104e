"""A server of servers.json, what the load generator makes it do, and what Flight Recorder sees of that."""
import json, os, re, subprocess, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "../../../docs/performance.md")
OUT = os.environ["PERF_OUT"]
JDK = os.environ["JAVA_HOME"] + "/bin/"
PORT = 9300
# Clients, requests that each has under way, bytes of padding.
CASES = {"64×1": (64, 1, 0), "64×16": (64, 16, 0), "1000×1": (1000, 1, 0), "4 KiB": (64, 1, 4096), "64 KiB": (64, 1, 65536)}


def load(pid, case, warm, secs):
    """How many messages were answered."""
    clients, depth, pad = CASES[case]
    said = subprocess.run(
        [OUT + "/bin/wsload", "load", "--port", str(PORT), "--path", "/ws", "--pid", str(pid), "--conns", str(clients), "--depth", str(depth),
         "--pad", str(pad), "--warm", str(warm), "--secs", str(secs)], check=True, capture_output=True, text=True).stdout
    return int(float(re.search(r"\bn=([0-9.]+)", said).group(1)))


def listens():
    return subprocess.run(["ss", "-Hltn", f"sport = :{PORT}"], capture_output=True, text=True).stdout.strip() != ""


def record(name, case, event, *settings):
    """The events of a warm server under load, each as a dictionary with the names of its frames, and the number of messages."""
    command = []
    for word in json.load(open(HERE + "/servers.json"))[name]["cmd"]:
        command += [JDK + "java", "-Xms512m", "-Xmx512m"] if word == "{java}" else [word.replace("{port}", str(PORT)).replace("{perf}", OUT)]
    with tempfile.TemporaryDirectory() as folder:
        file = folder + "/run.jfr"
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not listens():
                time.sleep(0.1)
                if server.poll() is not None:
                    raise SystemExit(f"{name} does not start")
            time.sleep(3)
            load(server.pid, case, 9, 1)
            jcmd = lambda *words: subprocess.run([JDK + "jcmd", str(server.pid), *words], check=True, capture_output=True)
            jcmd("JFR.start", "name=run", "settings=profile", event + "#enabled=true", event + "#stackTrace=true", *(event + "#" + each for each in settings))
            messages = load(server.pid, case, 0, 6)
            jcmd("JFR.dump", "name=run", "filename=" + file)
        finally:
            server.terminate()
            server.wait()
        printed = subprocess.run(
            [JDK + "jfr", "print", "--json", "--stack-depth", "64", "--events", event, file], check=True, capture_output=True, text=True).stdout
    events = [each["values"] for each in json.loads(printed)["recording"]["events"]]
    for each in events:
        frames = (each["stackTrace"] or {"frames": []})["frames"]
        each["frames"] = [frame["method"]["type"]["name"].replace("/", ".") + "." + frame["method"]["name"] for frame in frames]
    return events, messages


def owner(frames, owners, rest):
    """The name that goes with the prefix of the frame nearest to the top."""
    for frame in frames:
        for prefix, name in owners:
            if frame.startswith(prefix):
                return name
    return rest


def write(part, head, lines):
    """A table of the page, which is also printed."""
    text = "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head)] + ["| " + " | ".join(each) + " |" for each in lines])
    print(text)
    page = open(PAGE).read()
    page = re.sub(rf"(<!-- {part} -->\n).*?(<!-- end -->)", lambda found: found[1] + text + "\n" + found[2], page, flags=re.S)
    open(PAGE, "w").write(page)
