using System.Text;
using TfKeyedExport.Serving.RequestLog;

namespace TfKeyedExport.Serving.Tests.RequestLog;

/// <summary>A folder in memory, that is full when the test says so.</summary>
internal sealed class MemoryFolder : ILogFolder
{
    private readonly List<MemoryFile> _files = [];

    /// <summary>Said before each write: throws, or waits.</summary>
    public Action Writing { get; set; } = () => { };

    public bool IsFull { get; set; }

    public IReadOnlyList<string> Names => [.. _files.Select(f => f.Name)];

    public int OpenFiles => _files.Count(f => !f.IsClosed);

    public string Text => string.Concat(_files.Select(f => Encoding.UTF8.GetString(f.Bytes)));

    public byte[] Bytes(int file) => _files[file].Bytes;

    public ILogFile Create(string name)
    {
        if (_files.Any(f => f.Name == name))
            throw new IOException("it is there");
        var file = new MemoryFile(this, name);
        _files.Add(file);
        return file;
    }

    private sealed class MemoryFile(MemoryFolder folder, string name) : ILogFile
    {
        public bool IsThere => true;

        private readonly List<byte> _bytes = [];

        public string Name { get; private set; } = name;

        public bool IsClosed { get; private set; }

        public byte[] Bytes => [.. _bytes];

        public void Append(ReadOnlySpan<byte> bytes)
        {
            folder.Writing();
            if (folder.IsFull)
                throw new IOException("No space left on device");
            _bytes.AddRange(bytes);
        }

        public void Rename(string name) => Name = name;

        public void Delete() => folder._files.Remove(this);

        public void Dispose() => IsClosed = true;
    }
}
