using System.Text.Json;

namespace TfKeyedExport.Load.Chaos;

/// <summary>What the request log has of it: every row that a client was answered, but for those that the server says it dropped.</summary>
internal static class LoggedRows
{
    /// <summary>With what the keys begin that are logged: all of them would fill a disk in ten minutes.</summary>
    public const string Client = "rest-0/";

    /// <summary>The kind of event under which rows are counted that must be there.</summary>
    public const string Answered = "rows answered that are to be logged";

    /// <summary>Reads the log.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="dropped">How many rows were not written, as the server counts.</param>
    /// <param name="tally">Receives what is wrong.</param>
    public static void Judge(string folder, double dropped, Tally tally)
    {
        long rows = 0;
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            foreach (string line in File.ReadLines(file))
            {
                rows++;
                try
                {
                    using JsonDocument row = JsonDocument.Parse(line);
                    if (!row.RootElement.GetProperty("key").GetString()!.StartsWith(Client, StringComparison.Ordinal))
                        tally.Fault($"a row was logged that was not to be: {line}");
                }
                catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
                {
                    tally.Fault($"{Path.GetFileName(file)} has a line that is no row: {e.Message}");
                }
            }
        }
        tally.Note("rows in the request log", rows);
        tally.Note("rows that the request log dropped", (long)dropped);
        if (rows + dropped < tally[Answered])
            tally.Fault($"{tally[Answered]} rows were answered; the log has {rows}, and {dropped} were dropped");
    }
}
