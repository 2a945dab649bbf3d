using TfKeyedExport.Cli;
using TfKeyedExport.Cli.Native;
using TfKeyedExport.Cli.Terminals;

WideProgram.SwitchIfUseful(args);
using var terminal = Terminal.OfProcess();
return CommandLine.Run(args, terminal);
