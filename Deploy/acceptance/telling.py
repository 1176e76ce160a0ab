"""Tests whose nodes tell real servers of their alarms."""
from alerting import Hook, Robot
from support import LabTest

HERE, THERE, THIRD = "330800", "350700", "361100"


class TellingTest(LabTest):
    """Quzhou tells a webhook and a robot of what is wrong."""

    codes = (HERE, THERE, THIRD)
    # Receivers, the disk and the files of nodes are this machine's.
    fleets = ("local",)
    rules = "level: info, after: 1, group: 1"

    def setUp(self):
        super().setUp()
        self.hook, self.robot = Hook(), Robot()
        self.addCleanup(self.hook.close)
        self.addCleanup(self.robot.close)
        self.secret("hook", self.hook.text)
        self.secret("token", self.robot.token)
        self.secret("robot", self.robot.secret)

    def secret(self, name, text):
        file = self.lab.folder / "keys" / name
        file.write_text(text + "\n", "utf-8")
        file.chmod(0o600)

    def desk(self, hook, name="desk"):
        """One line of a configuration: a channel that leads to a hook."""
        return (f'    - {{name: {name}, {self.rules}, webhook: {{url: "http://127.0.0.1:{hook.port}/", '
                "secret-file: ../keys/hook}}")

    def tell(self, thresholds=""):
        """Adds the channels to Quzhou's configuration."""
        self.configure(HERE, f"""alerts:
  {thresholds}
  channels:
{self.desk(self.hook)}
    - name: group
      dingtalk: {{url: "http://127.0.0.1:{self.robot.port}/robot/send", token-file: ../keys/token,
                 secret-file: ../keys/robot, at-all: true}}
      level: critical
      after: 1
      group: 1""")

    def here(self):
        return self.lab[HERE].api
