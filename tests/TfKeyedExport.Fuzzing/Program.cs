using TfKeyedExport.Fuzzing;
using TfKeyedExport.Fuzzing.Bits;
using TfKeyedExport.Fuzzing.Models;
using TfKeyedExport.Fuzzing.Ops;
using TfKeyedExport.Fuzzing.Proofs;
using TfKeyedExport.Fuzzing.Requests;

Options? options = Options.Parse(args);
switch (options?.Verb)
{
    case "ops" when options.Case is { } number:
        return OpReplay.Run(options, number);
    case "ops":
        return new OpSupervisor(options).Run();
    case "ops-worker":
        return OpWorker.Run(options);
    case "models":
        return new ModelSupervisor(options).Run();
    case "requests":
        return new RequestFuzz(options).Run();
    case "proofs":
        return ProofsReport.Run(options);
    case "bits":
        return BitsReport.Run(options);
    default:
        Console.Error.WriteLine(Options.Usage);
        return 2;
}
