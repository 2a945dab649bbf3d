using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Protos;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.TensorFlow.Devices;

public class DeviceTests
{
    private static readonly GpuState TwoGpus = new(HasDeviceFile: true, HasDriverLibrary: true, DriverError: 0, Count: 2);

    [Theory]
    [InlineData("cpu", DeviceKind.Cpu, 0)]
    [InlineData("gpu", DeviceKind.Gpu, 0)]
    [InlineData("GPU:3", DeviceKind.Gpu, 3)]
    [InlineData("auto", DeviceKind.Auto, 0)]
    public void Devices_are_read_as_users_spell_them(string text, object kind, int index) =>
        Assert.Equal(new DeviceRequest((DeviceKind)kind, index), DeviceRequest.Parse(text));

    [Theory]
    [InlineData("tpu")]
    [InlineData("gpu:")]
    [InlineData("gpu:-1")]
    [InlineData("gpu:99999999999")]
    public void Other_words_are_wrong_usage(string text) =>
        Assert.Equal(ErrorKind.Usage, Assert.Throws<TfKeyedException>(() => DeviceRequest.Parse(text)).Kind);

    [Fact]
    public void The_CPU_is_asked_for_by_hiding_all_GPUs() =>
        // device_count { key: "GPU" }: a value that is left out is 0, allow_soft_placement: true
        Assert.Equal("0A050A03475055" + "3801", Config("cpu"));

    [Fact]
    public void One_GPU_is_asked_for_by_its_number_and_takes_memory_as_needed() =>
        // gpu_options { allow_growth: true, visible_device_list: "1" }, allow_soft_placement: true
        Assert.Equal("3205" + "2001" + "2A0131" + "3801", Config("gpu:1"));

    [Fact]
    public void A_memory_limit_is_sent_as_MiB_of_a_virtual_device()
    {
        ConfigProto config = SessionConfiguration.For(DeviceRequest.Parse("gpu"), 0, 3L << 30);

        Assert.Equal(3072f, Assert.Single(Assert.Single(config.GpuOptions.Experimental.VirtualDevices).MemoryLimitMb));
        Assert.Equal("0", config.GpuOptions.VisibleDeviceList);
        // gpu_options: experimental: virtual_devices: memory_limit_mb: 3072.0, packed
        Assert.Contains("4A080A060A0400004045", Convert.ToHexString(config.ToByteArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_are_the_sessions_own()
    {
        ConfigProto config = SessionConfiguration.For(DeviceRequest.Parse("auto"), threads: 3, gpuMemoryLimit: 0);

        Assert.Equal((3, 3, true), (config.IntraOpParallelismThreads, config.InterOpParallelismThreads, config.UsePerSessionThreads));
    }

    [Fact]
    public void A_library_for_the_CPU_only_is_named_as_what_is_missing() =>
        AssertRefused("built for the CPU only", () => Check("gpu", kernels: false, TwoGpus));

    [Fact]
    public void A_missing_driver_is_named() =>
        AssertRefused("no GPU driver", () => Check("gpu", kernels: true, TwoGpus with { HasDriverLibrary = false, Count = null }));

    [Fact]
    public void A_missing_device_is_named() =>
        AssertRefused("no GPU in this machine or container", () => Check("gpu", kernels: true, TwoGpus with { HasDeviceFile = false }));

    [Fact]
    public void A_driver_that_does_not_start_gives_its_code() =>
        AssertRefused("CUDA error 803", () => Check("gpu", kernels: true, TwoGpus with { DriverError = 803, Count = null }));

    [Fact]
    public void A_number_beyond_the_GPUs_is_refused() =>
        AssertRefused("there is no such GPU: the driver offers 2", () => Check("gpu:2", kernels: true, TwoGpus));

    [Fact]
    public void A_GPU_that_is_there_is_accepted() => Check("gpu:1", kernels: true, TwoGpus);

    [Fact]
    public void A_session_that_fell_back_to_the_CPU_is_refused() => AssertRefused(
        "TensorFlow did not take the GPU into use; it offers CPU:0",
        () => GpuRequirement.CheckSession(new DeviceRequest(DeviceKind.Gpu), [new TensorFlowDevice("/job:localhost/replica:0/task:0/device:CPU:0", "CPU", 1)]));

    [Fact]
    public void Asking_this_machine_for_a_GPU_that_it_lacks_fails_instead_of_falling_back()
    {
        TensorFlowForTests.Require();
        if (GpuProbe.Read().Count > 0)
            Assert.Skip("this machine has a GPU");

        AssertRefused("--device gpu:0", () => TensorFlowForTests.Open("single_tensor", new HostOptions { Device = "gpu" }));
    }

    private static void Check(string device, bool kernels, GpuState machine) =>
        GpuRequirement.Check(DeviceRequest.Parse(device), kernels, "libtensorflow.so.2", machine);

    private static void AssertRefused(string words, Action act)
    {
        var error = Assert.Throws<TfKeyedException>(act);
        Assert.Equal(ErrorKind.Engine, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Next);
    }

    private static string Config(string device) =>
        Convert.ToHexString(SessionConfiguration.For(DeviceRequest.Parse(device), 0, 0).ToByteArray());
}
