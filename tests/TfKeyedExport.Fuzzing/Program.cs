using TfKeyedExport.Fuzzing;
using TfKeyedExport.Fuzzing.Ops;

Options? options = Options.Parse(args);
switch (options?.Verb)
{
    case "ops" when options.Case is { } number:
        return OpReplay.Run(options, number);
    case "ops":
        return new OpSupervisor(options).Run();
    case "ops-worker":
        return OpWorker.Run(options);
    default:
        Console.Error.WriteLine(Options.Usage);
        return 2;
}
