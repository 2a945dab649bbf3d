using TfKeyedExport.Cli;
using TfKeyedExport.Cli.Commands;
using TfKeyedExport.Cli.Errors;
using TfKeyedExport.Cli.Native;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Errors;

int code;
try
{
    WideProgram.SwitchIfUseful(() => Verbs.Compute(args));
    using var terminal = Terminal.OfProcess();
    code = CommandLine.Run(args, terminal);
}
catch (Exception error) when (SystemErrors.IsOutOfMemory(SystemErrors.Cause(error)))
{
    // Not even for reading the command line, or for saying what went wrong in the usual way.
    StandardStreams.Open(2).Write(
        "error: there is not enough memory for the program itself\n  next:  allow it more (ulimit -v), or run it where there is more\n"u8);
    code = ExitCodes.Limit;
}
ProcessEnd.With(code);
return code;
