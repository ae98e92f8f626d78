"""What other programs ask of a project besides the standard, as their public sources read one (QualCoder, Quackdas, qc,
OpenQDA's tools), said in our own words: a project that breaks one of these opens with less, or not at all."""
import collections
import re
import xml.etree.ElementTree
import zipfile

SPACE = "{urn:QDA-XML:project:1.0}"


def every(root, name):
    return root.iter(SPACE + name)


def twice(names):
    return sorted(name for name, count in collections.Counter(names).items() if count > 1)


def of_files(archive, root):
    names = archive.namelist()
    for name in names:
        if name.startswith("/") or ".." in name or "\\" in name:
            yield f"{name} leaves the folder"
    if [name for name in names if "/" not in name] != ["project.qde"]:
        yield f"not one project.qde alone at the root: {names}"
    if twice(name.lower() for name in names):
        yield "two files whose names differ in capitals alone"
    used = {"project.qde"}
    for text in [*every(root, "TextSource"), *every(root, "Note")]:
        path = text.get("plainTextPath", "")
        file = path.replace("internal://", "sources/", 1)
        used.add(file)
        if not path.startswith("internal://") or file not in names:
            yield f"{path} is no file of the project"
        elif archive.read(file).startswith(b"\xef\xbb\xbf") or b"\r" in archive.read(file):
            yield f"{path} has a byte order mark or line ends of two bytes, which are counted differently"
    if set(names) - used:
        yield f"files that nothing names: {set(names) - used}"


def of_names(root):
    for kind in ("TextSource", "Note", "Case", "Variable", "User"):
        names = [element.get("name") for element in every(root, kind)]
        if None in names or "" in names or twice(names):
            yield f"{kind}: no name, or one name twice: {twice(names)}"
    if not root.get("origin") or not root.get("name"):
        yield "the project says neither its name nor what made it"
    clash = {element.get("name") for element in every(root, "Variable")} & {element.get("name") for element in every(root, "Set")}
    if clash:
        yield f"a set is called as a variable: {clash}"


def of_order(root):
    """Readers that take the first child for what they want."""
    for book in every(root, "CodeBook"):
        if len(book) != 1 or book[0].tag != SPACE + "Codes":
            yield "a codebook begins with something else than its codes"
    for coding in every(root, "Coding"):
        if coding[0].tag != SPACE + "CodeRef":
            yield "a coding begins with something else than its code"
    for value in every(root, "VariableValue"):
        if len(value) != 2 or value[0].tag != SPACE + "VariableRef":
            yield "a value is not a variable and what it has"


def of_days(root):
    for element in root.iter():
        for day in (element.get("creationDateTime"), element.get("modifiedDateTime")):
            if day and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day):
                yield f"a day that is written otherwise: {day}"
    for note in every(root, "Note"):
        if not (note.get("creationDateTime") or note.get("modifiedDateTime")):
            yield "a note without a day"


def of_places(archive, root, words):
    """words: of excerpts, by the names of their selections; whoever counts letters finds them there."""
    for source in every(root, "TextSource"):
        text = archive.read(source.get("plainTextPath").replace("internal://", "sources/", 1)).decode()
        for selection in every(source, "PlainTextSelection"):
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            if not 0 <= start < end <= len(text):
                yield f"{selection.get('name')}: from {start} to {end} in a text of {len(text)}"
            elif text[start:end] != text[start:end].strip():
                yield f"{selection.get('name')} begins or ends with a blank"
            elif selection.get("name") in words and text[start:end].split() != words[selection.get("name")].split():
                yield f"{selection.get('name')}: there is '{text[start:end]}'"


def of_guids(root):
    codes = {code.get("guid") for code in every(root, "Code")}
    users = {user.get("guid") for user in every(root, "User")}
    seen = [element.get("guid") for element in root.iter() if element.get("guid")]
    if twice(seen) or any(not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid) for guid in seen):
        yield f"guids that are not of one object each, in small letters without braces: {twice(seen)}"
    for coding in every(root, "Coding"):
        if coding[0].get("targetGUID") not in codes:
            yield "a coding by what is no code"
    for element in root.iter():
        if element.get("creatingUser") not in users | {None}:
            yield "made by nobody of the users"


def missed(path, words=()):
    """What others would miss in the project, a line each."""
    with zipfile.ZipFile(path) as archive:
        root = xml.etree.ElementTree.fromstring(archive.read("project.qde"))
        faults = [*of_files(archive, root), *of_names(root), *of_order(root), *of_days(root), *of_guids(root)]
        return "\n".join(faults + list(of_places(archive, root, dict(words))))
