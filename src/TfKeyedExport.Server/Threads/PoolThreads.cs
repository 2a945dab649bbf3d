namespace TfKeyedExport.Server.Threads;

/// <summary>The threads of the runtime's pool, where connections begin and large bodies are taken apart.</summary>
internal static class PoolThreads
{
    private const int Spare = 8;

    /// <summary>Has threads started at once where many are busy, and not two a second: new connections must not wait for large bodies.</summary>
    public static void HaveSpare()
    {
        ThreadPool.GetMinThreads(out int workers, out int completions);
        ThreadPool.SetMinThreads(Math.Max(workers, 4 * Environment.ProcessorCount + Spare), completions);
    }
}
