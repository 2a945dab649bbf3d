using TfKeyedExport.Cli;
using TfKeyedExport.Cli.Native;
using TfKeyedExport.Cli.Terminals;

WideProgram.SwitchIfUseful(args);
int code;
using (var terminal = Terminal.OfProcess())
    code = CommandLine.Run(args, terminal);
ProcessEnd.With(code);
return code;
