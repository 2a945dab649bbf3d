using TfKeyedExport.Cli;
using TfKeyedExport.Cli.Terminals;

using var terminal = Terminal.OfProcess();
return CommandLine.Run(args, terminal);
