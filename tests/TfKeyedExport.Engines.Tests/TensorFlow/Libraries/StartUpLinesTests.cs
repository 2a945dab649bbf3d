using System.Text;
using TfKeyedExport.TensorFlow.Libraries;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Libraries;

public class StartUpLinesTests
{
    [Theory]
    [InlineData("WARNING: All log messages before absl::InitializeLog() is called are written to STDERR", true)]
    [InlineData("I0000 00:00:1795416204.951265   25533 port.cc:153] oneDNN custom operations are on.", true)]
    [InlineData("2026-01-01 00:00:00.000000: I tensorflow/core/util/port.cc:113] oneDNN custom operations are on.", true)]
    [InlineData("2026-01-01 00:00:00.000000: E external/local_xla/xla/stream_executor/cuda/cuda_dnn.cc:9261] Unable to register", true)]
    [InlineData("2026-01-01 00:00:00 our own program read tensorflow/model", false)]
    [InlineData("Import of 20000 rows", false)]
    [InlineData("", false)]
    public void Only_lines_of_TensorFlows_log_are_held_back(string line, bool isLog) =>
        Assert.Equal(isLog, StartUpLines.IsLog(Encoding.UTF8.GetBytes(line + "\n")));
}
