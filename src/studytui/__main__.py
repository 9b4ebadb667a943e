"""The program's one door: `studytui` and `python -m studytui`."""

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from studytui.cli.hot import answer

        code = answer(sys.argv[1:])
        if code is None:
            from studytui.cli.main import program

            program.main(prog_name="studytui")
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
