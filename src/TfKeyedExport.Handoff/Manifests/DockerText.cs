using TfKeyedExport.Text;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>An image of our server. It was never built: there was no Docker where it was written, and it says so.</summary>
internal static class DockerText
{
    /// <summary>The file.</summary>
    /// <param name="image">The image's name.</param>
    public static string Write(string image) => $"""
        # UNTESTED: nobody has built this yet. There was no Docker where it was written.
        #
        # Builds {Visible.Of(image)} from a checkout of TfKeyedExport, which is the context:
        #   docker build --file Dockerfile --tag IMAGE CHECKOUT
        # Models are no part of the image; they are mounted.

        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        # Programs are compiled ahead of time, for which a linker is needed.
        RUN apt-get update && apt-get install --yes --no-install-recommends clang zlib1g-dev && rm -rf /var/lib/apt/lists/*
        WORKDIR /source
        COPY . .
        RUN dotnet publish src/TfKeyedExport.Cli --configuration Release --output /program \
         && dotnet publish src/TfKeyedExport.Server --configuration Release --output /program

        FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
        COPY --from=build /program /opt/tfkeyed
        ENV PATH="/opt/tfkeyed:$PATH"
        USER 65534:65534
        EXPOSE 8500 8501
        ENTRYPOINT ["/opt/tfkeyed/tfkeyed-server"]

        """;
}
