"""Every rule is dated, sourced or marked unverified: the command that says so is part of the house."""

from kudosbay import cli


def test_the_rules_pass_their_own_check(capsys):
    code = cli.main(["rules", "check"])
    assert not code, capsys.readouterr().out
