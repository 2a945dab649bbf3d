using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Load.Chaos;
using TfKeyedExport.Load.Measuring;

// grpc ADDRESS MODEL CLIENTS ROWS SECONDS: measures, and prints one line of JSON.
// stages MODEL ROWS: what a request costs within the server, step by step, in microseconds.
// echo PORT: a bare Kestrel that gives back what it is sent, until it is ended.
// chaos SERVER ODD-MODEL EVEN-MODEL FOLDER SECONDS [FLAG...]: see ChaosRun; ends with 1 if anything happened that must not.
switch (args)
{
    case ["grpc", string address, string model, string clients, string rows, string seconds]:
        LoadResult result = await GrpcLoad.Run(address, model, Number(clients), Number(rows), TimeSpan.FromSeconds(Number(seconds)));
        Console.WriteLine(JsonSerializer.Serialize(result));
        return result.Requests > 0 && result.Errors == 0 ? 0 : 1;
    case ["stages", string folder, string rows]:
        Stages.Print(folder, Number(rows));
        return 0;
    case ["echo", string port]:
        await BareServer.Run(Number(port));
        return 0;
    case ["chaos", string server, string odd, string even, string runFolder, string seconds, .. string[] flags]:
        Tally tally = await ChaosRun.Run(server, (odd, even), runFolder, TimeSpan.FromSeconds(Number(seconds)), flags);
        foreach ((string kind, long count) in tally.Counts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,12:N0} {kind}"));
        foreach (string fault in tally.Faults)
            Console.WriteLine($"fault: {fault}");
        Console.WriteLine($"{tally.FaultCount} faults");
        return tally.FaultCount == 0 && tally["answered"] > 0 ? 0 : 1;
    default:
        Console.Error.WriteLine(
            "usage: grpc ADDRESS MODEL CLIENTS ROWS SECONDS | stages MODEL ROWS | echo PORT | chaos SERVER ODD-MODEL EVEN-MODEL FOLDER SECONDS [FLAG...]");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
