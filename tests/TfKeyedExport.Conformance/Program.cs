using TfKeyedExport.Conformance;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Running;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

DirectoryInfo scratch = Directory.CreateTempSubdirectory("tfkeyed-conformance.");
try
{
    IReadOnlyList<Case> all = CaseFiles.Read(options.Cases);
    var models = new ModelIndex(options.Models);
    Case[] cases = [.. all.Where(c => c.Id.Contains(options.Only, StringComparison.Ordinal))];
    var pool = new ServerPool(options.Server, scratch.FullName, models.Folder);
    int good = 0;
    var reporting = new Lock();
    await new Runner(all, models, pool).Run(cases, result =>
    {
        lock (reporting)
        {
            if (result.Wrong is null)
                good++;
            else
                Console.WriteLine($"{result.Case.Id}: {result.Wrong}");
        }
    });
    Console.WriteLine($"{good} of {cases.Length}");
    return good == cases.Length && cases.Length > 0 ? 0 : 1;
}
catch (IOException e)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}
finally
{
    scratch.Delete(recursive: true);
}
