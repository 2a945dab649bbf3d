using TfKeyedExport.Load.Rows;

namespace TfKeyedExport.Load.Chaos;

/// <summary>Puts one version after the other into a model's folder, file by file as a copy does it, and takes old ones away.</summary>
/// <param name="folder">The model's folder.</param>
/// <param name="models">What odd and even versions are copies of.</param>
/// <param name="period">How often.</param>
internal sealed class VersionSwapper(string folder, (string Odd, string Even) models, TimeSpan period)
{
    private long _current;

    /// <summary>The version that was put there last.</summary>
    public long Current => Interlocked.Read(ref _current);

    /// <summary>Puts the next version there.</summary>
    public async Task Next(TimeSpan pause)
    {
        long next = Current + 1;
        string source = next % 2 == 1 ? models.Odd : models.Even, target = Path.Combine(folder, $"{next}");
        // The index comes first and the graph in the middle: whoever loads too early meets half of it.
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).OrderByDescending(f => f, StringComparer.Ordinal))
        {
            string path = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            byte[] bytes = await File.ReadAllBytesAsync(file);
            await using FileStream copy = File.Create(path);
            await copy.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await copy.FlushAsync();
            await Task.Delay(pause);
            await copy.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }
        Interlocked.Exchange(ref _current, next);
    }

    /// <summary>Goes on until it is over.</summary>
    /// <param name="tally">Receives what happens.</param>
    /// <param name="answers">What the first two versions answer: later ones are copies of these.</param>
    /// <param name="over">Ends it.</param>
    public async Task Run(Tally tally, KnownAnswers answers, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(period, over).ContinueWith(static _ => { }, TaskScheduler.Default);
            if (over.IsCancellationRequested)
                return;
            answers.Repeat(Current + 1, Current - 1);
            await Next(TimeSpan.FromMilliseconds(20));
            tally.Note("versions put there");
            if (Current > 3)
                Directory.Delete(Path.Combine(folder, $"{Current - 3}"), recursive: true);
        }
    }
}
