-- The filter for Pandoc and Quarto: it shows argument maps in all that they make of a text.
--
--     pandoc --lua-filter "$(argmap embed --pandoc-filter)" article.md -o article.docx
--
-- A map is an image in a paragraph of its own whose file ends in .yaml or .yml, or a code block of
-- the class `argmap`: its words are those that follow `argmap embed`, or it holds the map itself,
-- below its options. Web pages get the figure with the pictures in it, slides the picture alone, all
-- else Markdown with the picture as PNG or PDF, or without one.

local COMMAND = "argmap"
local DEPTH = "argmap-lists-around" -- how many lists a map stands in, where LaTeX counts them
local MOST_WITHIN = 6 -- LaTeX gives up below that many lists, quotations and the like within others
local ELSEWHERE = "argmap-has-no-pictures-here"
local FAILED = 83 -- what Pandoc itself returns for a filter that fails

-- Options that a text may set, those on how a map looks: whoever wrote it may be a stranger.
local WITH_VALUE = {
  "width", "layout", "evidence", "direction", "focus", "depth", "alt", "engine", "theme", "scheme",
  "title", "sources", "id-prefix",
}
local ALONE = { "no-legend", "no-text" }

-- So many lists with bullets may stand within each other. The numbers of claims say what stands under
-- what where there are more.
local MOST_LISTS = { latex = 4 }

-- What a format takes: HTML, or pictures in one of these formats; all others take none.
local PICTURES = {
  beamer = "pdf", context = "pdf", latex = "pdf",
  docx = "png", epub = "png", epub2 = "png", epub3 = "png", fb2 = "png", icml = "png", odt = "png",
  opendocument = "png", pptx = "png", rtf = "png", typst = "png",
}
local SLIDES = { beamer = true, pptx = true } -- on which a map as text would not fit
local HTML = {
  html = true, html4 = true, html5 = true, dzslides = true, revealjs = true, s5 = true,
  slideous = true, slidy = true,
}

local function fail(message)
  io.stderr:write("argmap: ", message, "\n")
  os.exit(FAILED) -- `error` would tell a trace of this filter, too
end

local function holds(list, word)
  for _, one in ipairs(list) do
    if one == word then return true end
  end
  return false
end

local function is_map(path)
  local lower = path:lower()
  return lower:match("%.ya?ml$") ~= nil and lower:match("^https?:") == nil
end

-- Where the file is that a text names: as for other files, in one of the folders of
-- --resource-path. The address of an image has %20 for a blank.
local function found(path)
  local decoded = path:gsub("%%(%x%x)", function(code) return string.char(tonumber(code, 16)) end)
  for _, name in ipairs({ path, decoded }) do
    for _, folder in ipairs(PANDOC_STATE.resource_path) do
      local candidate = folder == "." and name or folder .. "/" .. name
      local file = io.open(candidate)
      if file then
        file:close()
        return candidate
      end
    end
  end
  return decoded
end

-- The option that a name stands for, as an argument.
local function option(name, value)
  if value and holds(WITH_VALUE, name) then return "--" .. name .. "=" .. value end
  if not value and holds(ALONE, name) then return "--" .. name end
  if holds(WITH_VALUE, name) then fail("the option --" .. name .. " takes a value") end
  if holds(ALONE, name) then fail("the option --" .. name .. " takes no value") end
  fail("a text has no option --" .. name .. "; it has those of `argmap embed` on how a map looks")
end

-- The words of a line; one with blanks stands in quotation marks.
local function words(line)
  local list, rest = {}, line
  while rest:match("%S") do
    local word = ""
    rest = rest:gsub("^%s+", "")
    while rest:match("^%S") do
      local mark = rest:match("^[\"']")
      local piece = mark and rest:match("^" .. mark .. "([^" .. mark .. "]*)" .. mark)
      if mark and not piece then fail("a quotation mark is not closed: " .. line) end
      piece = piece or rest:match("^[^%s\"']+")
      rest = rest:sub(#piece + (mark and 3 or 1))
      word = word .. piece
    end
    list[#list + 1] = word
  end
  return list
end

-- Add the options that a line of a code block holds; return the words that are none.
local function read_options(line, arguments)
  local others, list, at = {}, words(line), 1
  while at <= #list do
    local name, value = list[at]:match("^%-%-([^=]+)=?(.*)$")
    if not name then
      others[#others + 1] = list[at]
    elseif list[at]:find("=", 1, true) then
      arguments[#arguments + 1] = option(name, value)
    elseif holds(WITH_VALUE, name) and list[at + 1] then
      at = at + 1
      arguments[#arguments + 1] = option(name, list[at])
    else
      arguments[#arguments + 1] = option(name)
    end
    at = at + 1
  end
  return others
end

-- Options that stand in braces: with a value, or as a class that begins with `no-`.
local function attribute_options(element, arguments)
  for name, value in pairs(element.attributes) do
    arguments[#arguments + 1] = option(name, value)
  end
  for _, class in ipairs(element.classes) do
    if class:match("^no%-") then arguments[#arguments + 1] = option(class) end
  end
end

-- What `argmap embed` writes; what it has to say goes to standard error.
local function embed(arguments, path, text)
  local command = { "embed" }
  for _, one in ipairs(arguments) do command[#command + 1] = one end
  for _, one in ipairs({ "-o", "-", "--", path or "-" }) do command[#command + 1] = one end
  local well, made = pcall(pandoc.pipe, COMMAND, command, text or "")
  if well then return made end
  if type(made) ~= "table" or not made.error_code then
    fail("the command `" .. COMMAND .. "` is not on the search path: activate the environment "
      .. "that it is installed in")
  end
  fail((path or "the map in a code block (<stdin>)") .. " cannot be shown")
end

-- The blocks of a list, with lists within lists down to the deepest that there may be; what is deeper
-- follows there.
local function shallow(list, most)
  local items = pandoc.List()
  for _, item in ipairs(list.content) do
    local own, below = pandoc.List(), pandoc.List()
    for _, block in ipairs(item) do
      if block.t ~= "BulletList" then
        own:insert(block)
      elseif most > 1 then
        own:extend(shallow(block, most - 1))
      else
        for _, one in ipairs(shallow(block, most)) do
          if one.t == "BulletList" then below:extend(one.content) else below:insert({ one }) end
        end
      end
    end
    items:insert(own)
    items:extend(below)
  end
  if most > 0 then return pandoc.List({ pandoc.BulletList(items) }) end
  local blocks = pandoc.List()
  for _, item in ipairs(items) do blocks:extend(item) end
  return blocks
end

-- The blocks of a map as text, with no list too deep for LaTeX in those that it stands in.
local function fitting(blocks, around)
  local bullets, all = (around or "0 0"):match("(%d+) (%d+)")
  local room = math.min(MOST_LISTS[FORMAT] - bullets, MOST_WITHIN - all)
  local fit = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == "BulletList" then
      fit:extend(shallow(block, math.max(room, 0)))
    else
      fit:insert(block)
    end
  end
  return fit
end

-- The picture that an address holds, put where Pandoc takes the files of a document from.
local function kept(image, form)
  local _, contents = pandoc.mediabag.fetch(image.src)
  local type = form == "pdf" and "application/pdf" or "image/" .. form
  local name = "argmap-" .. pandoc.sha1(contents):sub(1, 12) .. "." .. form
  pandoc.mediabag.insert(name, type, contents)
  image.src = name
  if form == "png" then -- two pixels for each px of its width, which stands in its head
    image.attributes.width = ("%dpx"):format(string.unpack(">I4", contents, 17) // 2)
    image.attributes.style = "max-width:100%;height:auto" -- in a book on a phone
  end
  return image
end

-- The first paragraph without its picture, and without the address of the narrow one.
local function without_pictures(inlines)
  local left = inlines:filter(function(one)
    return one.t ~= "Image" and not (one.t == "Link" and one.target:find(ELSEWHERE, 1, true))
  end)
  while left[1] and left[1].t == "LineBreak" do left:remove(1) end
  while left[#left] and left[#left].t == "LineBreak" do left:remove(#left) end
  return left
end

local function figure(arguments, around, path, text)
  if HTML[FORMAT] then
    arguments[#arguments + 1] = "--inline"
    return { pandoc.RawBlock("html", embed(arguments, path, text)) }
  end
  arguments[#arguments + 1] = "--markdown"
  local form = PICTURES[FORMAT]
  arguments[#arguments + 1] = form and "--inline" or "--base=" .. ELSEWHERE
  if form then arguments[#arguments + 1] = "--format=" .. form end
  if SLIDES[FORMAT] then arguments[#arguments + 1] = "--no-text" end
  local blocks = pandoc.read(embed(arguments, path, text), "commonmark").blocks
  if form then
    local head = pandoc.walk_block(blocks[1], {
      Image = function(image) return kept(image, form) end,
    })
    blocks[1] = head
  else
    blocks[1].content = without_pictures(blocks[1].content)
  end
  return MOST_LISTS[FORMAT] and fitting(blocks, around) or blocks
end

-- Note at each map in a list or the like that it stands in one more of them.
local function within(bullets)
  local function one_more(element)
    local is_one = element.t == "Image" and is_map(element.src)
    if element.t == "CodeBlock" then is_one = element.classes:includes("argmap") end
    if not is_one then return nil end
    local own, all = (element.attributes[DEPTH] or "0 0"):match("(%d+) (%d+)")
    element.attributes[DEPTH] = ("%d %d"):format(own + bullets, all + 1)
    return element
  end
  return function(list)
    return pandoc.walk_block(list, { CodeBlock = one_more, Image = one_more })
  end
end

local function taken_depth(element)
  local depth = element.attributes[DEPTH]
  element.attributes[DEPTH] = nil
  return depth
end

local function from_code(block)
  if not block.classes:includes("argmap") then return nil end
  local arguments, above, around = {}, 0, taken_depth(block)
  attribute_options(block, arguments)
  local first = block.text:match("^%s*([^\n]*)") or ""
  if first == "" then fail("a code block is empty: write the path of a map into it, or the map") end
  if not first:match("^%-%-") and first:lower():match("%.ya?ml[\"']?%s*$")
    or first:lower():match("^[^:]*%.ya?ml[\"']?%s") then
    local others = read_options(block.text:gsub("\n", " "), arguments)
    if #others ~= 1 then fail("a code block names more than one map: " .. first) end
    return figure(arguments, around, found(others[1])), false
  end
  local map = block.text
  while map:match("^%s*%-%-") do -- findings keep the lines of the block
    local line, rest = map:match("^%s*([^\n]*)\n?(.*)$")
    if read_options(line, arguments)[1] then fail("these are no options of a map: " .. line) end
    map, above = rest, above + 1
  end
  return figure(arguments, around, nil, ("\n"):rep(above) .. map), false
end

local function from_image(image)
  local arguments, around = {}, taken_depth(image)
  attribute_options(image, arguments)
  local alt = pandoc.utils.stringify(image.caption)
  if alt ~= "" and not image.attributes.alt then arguments[#arguments + 1] = "--alt=" .. alt end
  pandoc.mediabag.delete(image.src) -- for some formats Pandoc has fetched the map as a picture
  return figure(arguments, around, found(image.src)), false
end

-- A paragraph, or a figure of Pandoc 3, that holds one map and nothing else.
local function alone(block)
  local only = block.content
  while #only == 1 and (only[1].t == "Plain" or only[1].t == "Para") do only = only[1].content end
  if #only == 1 and only[1].t == "Image" and is_map(only[1].src) then return from_image(only[1]) end
end

local function in_words(image)
  if is_map(image.src) then
    fail("the map " .. image.src .. " stands within a text: give it a paragraph of its own")
  end
end

-- What Pandoc 3 leaves of an image whose file it has not found.
local function not_found(span)
  local path = span.attributes["original-image-src"]
  if path and is_map(path) then fail("there is no file " .. path) end
end

return {
  MOST_LISTS[FORMAT] and {
    BulletList = within(1), OrderedList = within(0), DefinitionList = within(0),
    BlockQuote = within(0),
  } or {},
  { traverse = "topdown", CodeBlock = from_code, Para = alone, Plain = alone, Figure = alone },
  { Image = in_words, Span = not_found },
}
