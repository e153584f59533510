using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Suite.ServiceDefaults;

namespace Suite.Assets.Upload;

/// <summary>A multipart upload, read part by part as it comes: files go to disk, and only the small fields to memory.</summary>
internal sealed class UploadForm : IDisposable
{
    private const string FilesField = "files";
    private const int MaxFields = 20;
    private const int MaxFieldLength = 4000;

    private readonly List<ReceivedFile> _files = [];
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    private UploadForm()
    {
    }

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<ReceivedFile> Files => _files;

    public string? Description => _fields.GetValueOrDefault("description");

    /// <exception cref="ProblemException"><c>malformed-upload</c>: not an id.</exception>
    public Guid? CollectionId => _fields.GetValueOrDefault("collectionId") switch
    {
        null or "" => null,
        var text => Guid.TryParse(text, out var id) ? id : throw Problems.MalformedUpload.ToException("collectionId is not an id."),
    };

    /// <summary>A form that nobody sent: one file of this machine, for a collection.</summary>
    public static UploadForm Of(ReceivedFile file, Guid collectionId)
    {
        var form = new UploadForm();
        form._files.Add(file);
        form._fields["collectionId"] = collectionId.ToString();
        return form;
    }

    /// <exception cref="ProblemException">The request as a whole is refused; nothing of it is left on disk.</exception>
    /// <param name="imagesOnly">Refuses other files, and gives images this kind.</param>
    public static async Task<UploadForm> ReadAsync(
        HttpRequest request, FileReceiver receiver, AssetsOptions options, CancellationToken cancel, AssetKind? imagesOnly = null)
    {
        var form = new UploadForm();
        try
        {
            await form.ReadPartsAsync(ReaderOf(request), receiver, options, imagesOnly, cancel);
            return form._files.Count > 0
                ? form
                : throw Problems.NoFiles.ToException($"The upload has no part called {FilesField} with a file name.");
        }
        catch (Exception failure)
        {
            form.Dispose();
            // The framework's reader speaks of a body that ends early, or of part headers too long, in these two types.
            if (failure is InvalidDataException or IOException and not BadHttpRequestException && !request.HttpContext.RequestAborted.IsCancellationRequested)
                throw Problems.MalformedUpload.ToException($"The multipart body cannot be read: {failure.Message}");
            throw;
        }
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private static MultipartReader ReaderOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            throw Problems.NotMultipart.ToException("Send the files as multipart/form-data.");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary.Length is > 0 and <= 200
            ? new MultipartReader(boundary.Value!, request.Body, bufferSize: 64 * 1024)
            : throw Problems.MalformedUpload.ToException("The content type names no usable boundary.");
    }

    private async Task ReadPartsAsync(
        MultipartReader reader, FileReceiver receiver, AssetsOptions options, AssetKind? imagesOnly, CancellationToken cancel)
    {
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
                throw Problems.MalformedUpload.ToException("A part has no readable Content-Disposition.");

            if (disposition.IsFileDisposition())
            {
                if (_files.Count == options.MaxFiles)
                    throw Problems.TooManyFiles.ToException($"An upload has at most {options.MaxFiles} files; send the rest in another one.");
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                var file = await receiver.ReceiveAsync(HeaderUtilities.RemoveQuotes(name).Value, part.Body, cancel);
                _files.Add(imagesOnly is { } kind ? file.AsImage(kind) : file);
            }
            else
            {
                await ReadFieldAsync(HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", part.Body, cancel);
            }
        }
    }

    private async Task ReadFieldAsync(string name, Stream body, CancellationToken cancel)
    {
        var bytes = new byte[(MaxFieldLength * 4) + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        if (_fields.Count == MaxFields || text.Length > MaxFieldLength || text.Contains('\0'))
            throw Problems.MalformedUpload.ToException($"Fields are at most {MaxFields}, of at most {MaxFieldLength} characters of text.");
        _fields[name] = text;
    }
}
